(define (problem satellite-p02)
  (:domain satellite)
  (:objects
    sat_a sat_b - satellite
    i1 i2 i3 - instrument
    spectrograph thermograph - mode
    star_0 station_4 planet_3 phenomenon_5 - direction)
  (:init
    (on-board i1 sat_a)
    (on-board i2 sat_a)
    (on-board i3 sat_b)
    (supports i1 spectrograph)
    (supports i2 thermograph)
    (supports i3 spectrograph)
    (supports i3 thermograph)
    (target i1 star_0)
    (target i3 star_0)
    (target i2 station_4)
    (pointing sat_a star_0)
    (pointing sat_b planet_3)
    (power-free sat_a)
    (power-free sat_b))
  (:goal (and
    (imaged planet_3 spectrograph)
    (imaged phenomenon_5 thermograph)
    (pointing sat_a station_4))))
