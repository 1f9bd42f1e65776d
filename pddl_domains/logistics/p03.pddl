(define (problem logistics-p03)
  (:domain logistics)
  (:objects
    oslo rome - city
    w1 w2 rome_shop - location
    fiumicino oslo_airport - airport
    s1 s2 s3 - package
    lorry van - truck
    condor - airplane)
  (:init
    (in-city oslo_airport oslo)
    (in-city w1 oslo)
    (in-city w2 oslo)
    (in-city rome_shop rome)
    (in-city fiumicino rome)
    (at lorry w1)
    (at van rome_shop)
    (at condor fiumicino)
    (at s1 w1)
    (at s2 w1)
    (in s3 van))
  (:goal (and
    (at s1 rome_shop)
    (at s2 w2)
    (at s3 oslo_airport))))
