(define (problem rovers-p04)
  (:domain rovers)
  (:objects
    rover1 rover2 - rover
    lander_1 - lander
    wp1 wp2 wp3 wp4 - waypoint
    cam2 - camera
    obj1 - objective
    high-res - mode)
  (:init
    (lander-at lander_1 wp4)
    (at rover1 wp1)
    (at rover2 wp3)
    (tests-soil rover1)
    (tests-rock rover2)
    (store-full rover1)
    (store-empty rover2)
    (mounted cam2 rover2)
    (supports cam2 high-res)
    (target cam2 obj1)
    (shows wp2 obj1)
    (soil-at wp1)
    (soil-at wp2)
    (rock-at wp3)
    (route rover1 wp1 wp2)
    (route rover1 wp2 wp1)
    (route rover2 wp3 wp2)
    (route rover2 wp2 wp3)
    (in-sight wp2 wp4)
    (in-sight wp4 wp2))
  (:goal (and
    (soil-data-sent wp1)
    (soil-data-sent wp2)
    (rock-data-sent wp3)
    (picture-sent obj1 high-res)
    (at rover2 wp3))))
