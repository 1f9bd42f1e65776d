(define (problem logistics-p02)
  (:domain logistics)
  (:objects
    northtown - city
    place_b - location
    place_a - airport
    package_1 package_2 - package
    truck_1 - truck)
  (:init
    (in-city place_a northtown)
    (in-city place_b northtown)
    (at truck_1 place_a)
    (at package_1 place_a)
    (at package_2 place_b))
  (:goal (and
    (at package_1 place_b)
    (at package_2 place_a))))
