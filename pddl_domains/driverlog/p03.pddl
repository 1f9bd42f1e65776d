(define (problem driverlog-p03)
  (:domain driverlog)
  (:objects
    depot market mill - location
    bob - driver
    van - truck
    crate_1 crate_2 crate_3 - obj)
  (:init
    (driving bob van)
    (at van depot)
    (in crate_1 van)
    (in crate_2 van)
    (in crate_3 van)
    (link depot market)
    (link market mill)
    (link market depot)
    (link mill market))
  (:goal (and
    (at crate_1 market)
    (at crate_2 mill)
    (at crate_3 mill)
    (at van depot))))
