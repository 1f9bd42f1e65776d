(define (problem grippers-p02)
  (:domain grippers)
  (:objects
    room1 room3 room2 - room
    robot1 robot2 - robot
    robot1_left_gripper robot2_left_gripper robot1_right_gripper robot2_right_gripper - gripper
    ball1 ball2 ball3 ball4 - object)
  (:init
    (at-robby robot1 room1)
    (at-robby robot2 room3)
    (at ball1 room1)
    (at ball2 room1)
    (at ball3 room2)
    (at ball4 room3)
    (free robot1 robot1_left_gripper)
    (free robot1 robot1_right_gripper)
    (free robot2 robot2_left_gripper)
    (free robot2 robot2_right_gripper))
  (:goal (and
    (at ball1 room2)
    (at ball2 room3)
    (at ball3 room3)
    (at ball4 room1))))
