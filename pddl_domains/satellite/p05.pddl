(define (problem satellite-p05)
  (:domain satellite)
  (:objects
    satellite_1 satellite_2 satellite_3 - satellite
    camera_1 camera_2 camera_3 - instrument
    thermal - mode
    ground_station_1 star_1 star_2 star_3 star_4 star_5 star_6 - direction)
  (:init
    (on-board camera_1 satellite_1)
    (on-board camera_2 satellite_2)
    (on-board camera_3 satellite_3)
    (supports camera_1 thermal)
    (supports camera_2 thermal)
    (supports camera_3 thermal)
    (target camera_1 ground_station_1)
    (target camera_2 ground_station_1)
    (target camera_3 ground_station_1)
    (pointing satellite_1 ground_station_1)
    (pointing satellite_2 ground_station_1)
    (pointing satellite_3 ground_station_1)
    (power-free satellite_1)
    (power-free satellite_2)
    (power-free satellite_3))
  (:goal (and
    (imaged star_1 thermal)
    (imaged star_2 thermal)
    (imaged star_3 thermal)
    (imaged star_4 thermal)
    (imaged star_5 thermal)
    (imaged star_6 thermal)
    (pointing satellite_1 star_1)
    (pointing satellite_2 star_1)
    (pointing satellite_3 star_1))))
