(define (problem rovers-p01)
  (:domain rovers)
  (:objects
    rover_1 - rover
    lander_1 - lander
    waypoint_0 waypoint_2 waypoint_1 - waypoint)
  (:init
    (at rover_1 waypoint_0)
    (lander-at lander_1 waypoint_2)
    (soil-at waypoint_1)
    (route rover_1 waypoint_0 waypoint_1)
    (route rover_1 waypoint_1 waypoint_0)
    (tests-soil rover_1)
    (store-empty rover_1)
    (in-sight waypoint_0 waypoint_2)
    (in-sight waypoint_2 waypoint_0))
  (:goal (and (soil-data-sent waypoint_1))))
