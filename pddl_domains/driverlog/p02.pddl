(define (problem driverlog-p02)
  (:domain driverlog)
  (:objects
    s1 s2 s3 - location
    d1 d2 - driver
    t1 - truck
    p1 p2 - obj)
  (:init
    (at d1 s1)
    (at d2 s1)
    (at t1 s2)
    (at p1 s2)
    (at p2 s2)
    (path s1 s2)
    (link s2 s3)
    (empty t1)
    (link s3 s2)
    (path s2 s1))
  (:goal (and
    (at p1 s3)
    (at p2 s3)
    (at d1 s1))))
