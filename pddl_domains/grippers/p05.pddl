(define (problem grippers-p05)
  (:domain grippers)
  (:objects
    room1 room2 room3 - room
    robot1 - robot
    g1 - gripper
    ball1 ball2 ball3 - object)
  (:init
    (at-robby robot1 room1)
    (at ball1 room1)
    (at ball2 room2)
    (at ball3 room3)
    (free robot1 g1))
  (:goal (and
    (at ball1 room2)
    (at ball2 room3)
    (at ball3 room1)
    (at-robby robot1 room2))))
