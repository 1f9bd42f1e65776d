(define (problem driverlog-p01)
  (:domain driverlog)
  (:objects
    yard shop farm - location
    ann - driver
    truck_1 - truck
    parcel_1 - obj)
  (:init
    (at ann yard)
    (at truck_1 shop)
    (at parcel_1 shop)
    (path yard shop)
    (link shop farm)
    (link farm shop)
    (path shop yard)
    (empty truck_1))
  (:goal (and (at parcel_1 farm))))
