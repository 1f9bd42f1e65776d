(define (problem tyreworld-p05)
  (:domain tyreworld)
  (:objects
    wheel_1 wheel_2 - wheel
    nut_1 - nut
    toolbox - container
    hub_1 - hub)
  (:init
    (have wrench)
    (have jack)
    (in pump toolbox)
    (not-on-ground hub_1)
    (unfastened hub_1)
    (on wheel_1 hub_1)
    (have nut_1)
    (have wheel_2)
    (intact wheel_2)
    (inflated wheel_2)
    (closed toolbox)
    (unlocked toolbox))
  (:goal (and
    (on wheel_2 hub_1)
    (tight nut_1 hub_1)
    (in wheel_1 toolbox))))
