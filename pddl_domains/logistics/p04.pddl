(define (problem logistics-p04)
  (:domain logistics)
  (:objects
    city_1 city_2 - city
    hospital - location
    airport_1 airport_2 - airport
    letter - package
    truck_1 - truck
    plane_1 - airplane)
  (:init
    (in letter plane_1)
    (at plane_1 airport_1)
    (in-city airport_1 city_1)
    (in-city airport_2 city_2)
    (in-city hospital city_2)
    (at truck_1 hospital))
  (:goal (and
    (at letter hospital)
    (at truck_1 airport_2))))
