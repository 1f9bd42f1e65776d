(define (problem satellite-p04)
  (:domain satellite)
  (:objects
    satellite0 satellite1 - satellite
    instrument0 instrument1 instrument2 - instrument
    image1 infrared0 - mode
    star0 groundstation1 phenomenon2 star3 - direction)
  (:init
    (on-board instrument0 satellite0)
    (on-board instrument1 satellite0)
    (on-board instrument2 satellite1)
    (supports instrument0 image1)
    (supports instrument1 image1)
    (supports instrument2 infrared0)
    (target instrument0 star0)
    (target instrument1 star0)
    (target instrument2 groundstation1)
    (pointing satellite0 phenomenon2)
    (pointing satellite1 star0)
    (power-free satellite0)
    (power-free satellite1))
  (:goal (and
    (pointing satellite1 phenomenon2)
    (imaged phenomenon2 image1)
    (imaged star3 infrared0))))
