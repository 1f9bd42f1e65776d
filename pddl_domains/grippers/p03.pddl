(define (problem grippers-p03)
  (:domain grippers)
  (:objects
    kitchen hall cellar library - room
    robby - robot
    robby_left_gripper robby_right_gripper - gripper
    cup book bottle toy - object)
  (:init
    (at-robby robby kitchen)
    (at cup hall)
    (at book hall)
    (at bottle hall)
    (at toy cellar)
    (free robby robby_left_gripper)
    (free robby robby_right_gripper))
  (:goal (and
    (at cup kitchen)
    (at bottle kitchen)
    (at book library)
    (at-robby robby kitchen))))
