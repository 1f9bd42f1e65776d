(define (problem tyreworld-p02)
  (:domain tyreworld)
  (:objects
    spare_tyre punctured_tyre - wheel
    nut_1 - nut
    trunk - container
    hub_1 - hub)
  (:init
    (in jack trunk)
    (in pump trunk)
    (in wrench trunk)
    (in spare_tyre trunk)
    (on punctured_tyre hub_1)
    (tight nut_1 hub_1)
    (intact spare_tyre)
    (closed trunk)
    (unlocked trunk)
    (on-ground hub_1)
    (fastened hub_1)
    (not-inflated spare_tyre))
  (:goal (and
    (inflated spare_tyre)
    (tight nut_1 hub_1)
    (on spare_tyre hub_1))))
