(define (problem driverlog-p04)
  (:domain driverlog)
  (:objects
    station school mill - location
    driver_1 driver_2 - driver
    lorry_1 lorry_2 - truck
    letter - obj)
  (:init
    (at driver_1 station)
    (at driver_2 school)
    (at lorry_1 school)
    (at lorry_2 station)
    (at letter mill)
    (link school mill)
    (path station school)
    (link mill school)
    (path school station)
    (empty lorry_1)
    (empty lorry_2))
  (:goal (and
    (at letter school)
    (at driver_1 school))))
