(define (problem satellite-p01)
  (:domain satellite)
  (:objects
    satellite_1 - satellite
    satellite_1_camera - instrument
    infrared - mode
    ground_station_1 star_1 planet_2 - direction)
  (:init
    (on-board satellite_1_camera satellite_1)
    (supports satellite_1_camera infrared)
    (target satellite_1_camera ground_station_1)
    (pointing satellite_1 star_1)
    (power-free satellite_1))
  (:goal (and (imaged planet_2 infrared))))
