(define (problem driverlog-p05)
  (:domain driverlog)
  (:objects
    s0 s1 s2 - location
    driver1 - driver
    truck1 - truck
    package1 package2 - obj)
  (:init
    (at driver1 s0)
    (at truck1 s1)
    (at package1 s0)
    (at package2 s1)
    (empty truck1)
    (link s0 s1)
    (link s1 s2)
    (path s0 s1)
    (link s1 s0)
    (link s2 s1)
    (path s1 s0))
  (:goal (and
    (at package1 s2)
    (at package2 s0)
    (at truck1 s1))))
