(define (problem blocksworld-p05)
  (:domain blocksworld)
  (:objects
    b1 b2 b3 b4 b6 b5)
  (:init
    (on b1 b2)
    (on b2 b3)
    (on-table b3)
    (on-table b4)
    (on-table b6)
    (on b5 b4)
    (clear b1)
    (clear b5)
    (clear b6)
    (arm-empty))
  (:goal (and
    (on b3 b1)
    (on b1 b5)
    (clear b6))))
