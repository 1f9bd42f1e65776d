(define (problem logistics-p05)
  (:domain logistics)
  (:objects
    lyon nice metz - city
    lyon_depot nice_depot metz_depot - location
    lyon_airport nice_airport metz_airport - airport
    parcel_1 parcel_2 parcel_3 parcel_4 parcel_5 - package
    truck_1 truck_2 truck_3 - truck
    plane_1 plane_2 - airplane)
  (:init
    (in-city lyon_airport lyon)
    (in-city nice_airport nice)
    (in-city metz_airport metz)
    (in-city lyon_depot lyon)
    (in-city nice_depot nice)
    (in-city metz_depot metz)
    (at truck_1 lyon_depot)
    (at truck_2 nice_depot)
    (at truck_3 metz_airport)
    (at plane_1 lyon_airport)
    (at plane_2 lyon_airport)
    (at parcel_1 lyon_depot)
    (at parcel_2 lyon_depot)
    (at parcel_3 lyon_depot)
    (at parcel_4 lyon_depot)
    (at parcel_5 nice_airport))
  (:goal (and
    (at parcel_1 nice_depot)
    (at parcel_2 nice_depot)
    (at parcel_3 metz_depot)
    (at parcel_4 metz_depot)
    (at parcel_5 lyon_airport))))
