(define (problem grippers-p01)
  (:domain grippers)
  (:objects
    room_1 room_2 - room
    robot_1 - robot
    robot_1_left_gripper robot_1_right_gripper - gripper
    ball_1 ball_2 - object)
  (:init
    (at ball_1 room_1)
    (at ball_2 room_1)
    (at-robby robot_1 room_1)
    (free robot_1 robot_1_left_gripper)
    (free robot_1 robot_1_right_gripper))
  (:goal (and
    (at ball_1 room_2)
    (at ball_2 room_2))))
