(define (problem logistics-p01)
  (:domain logistics)
  (:objects
    berlin paris - city
    berlin_depot paris_post_office - location
    berlin_airport paris_airport - airport
    parcel - package
    truck_1 truck_2 - truck
    plane - airplane)
  (:init
    (in-city berlin_depot berlin)
    (in-city berlin_airport berlin)
    (in-city paris_airport paris)
    (in-city paris_post_office paris)
    (at truck_1 berlin_depot)
    (at truck_2 paris_airport)
    (at plane berlin_airport)
    (at parcel berlin_depot))
  (:goal (and (at parcel paris_post_office))))
