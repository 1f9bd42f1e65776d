(define (problem satellite-p03)
  (:domain satellite)
  (:objects
    hubble - satellite
    wfc foc - instrument
    visible ultraviolet x-ray - mode
    vega rigel mars m31 - direction)
  (:init
    (on-board wfc hubble)
    (on-board foc hubble)
    (powered wfc)
    (calibrated wfc)
    (supports wfc visible)
    (supports wfc ultraviolet)
    (supports foc x-ray)
    (target wfc vega)
    (target foc rigel)
    (pointing hubble mars)
    (power-used hubble))
  (:goal (and
    (imaged mars visible)
    (imaged rigel x-ray)
    (imaged m31 ultraviolet))))
