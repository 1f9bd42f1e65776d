(define (problem floortile-p03)
  (:domain floortile)
  (:objects
    rob - robot
    a1 a2 b1 b2 - tile
    red blue - color)
  (:init
    (= (total-cost) 0)
    (up b1 a1)
    (up b2 a2)
    (right a2 a1)
    (right b2 b1)
    (robot-at rob a1)
    (robot-has rob red)
    (available-color red)
    (available-color blue)
    (down a1 b1)
    (down a2 b2)
    (left a1 a2)
    (left b1 b2)
    (clear a2)
    (clear b1)
    (clear b2))
  (:goal (and
    (painted b1 blue)
    (painted b2 red)))
  (:metric minimize (total-cost)))
