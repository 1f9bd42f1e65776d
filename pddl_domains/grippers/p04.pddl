(define (problem grippers-p04)
  (:domain grippers)
  (:objects
    room_2 room_1 room_3 - room
    robot_a robot_b - robot
    robot_a_left_gripper robot_b_right_gripper robot_a_right_gripper robot_b_left_gripper - gripper
    red_ball blue_ball - object)
  (:init
    (carry robot_a red_ball robot_a_left_gripper)
    (at-robby robot_b room_2)
    (carry robot_b blue_ball robot_b_right_gripper)
    (at-robby robot_a room_1)
    (free robot_a robot_a_right_gripper)
    (free robot_b robot_b_left_gripper))
  (:goal (and
    (at red_ball room_2)
    (at blue_ball room_1)
    (at-robby robot_a room_3)
    (at-robby robot_b room_3))))
