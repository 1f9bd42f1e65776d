; Satellites turn to stars, planets and ground stations; each powers one instrument at a time,
; calibrates it on its target, and takes images in the modes that the instrument has.
(define (domain satellite)
  (:requirements :strips :typing)
  (:types satellite instrument mode direction - object)
  (:predicates (pointing ?s - satellite ?d - direction)
               (on-board ?i - instrument ?s - satellite)
               (supports ?i - instrument ?m - mode)
               (target ?i - instrument ?d - direction)
               (power-free ?s - satellite)
               (power-used ?s - satellite)
               (powered ?i - instrument)
               (calibrated ?i - instrument)
               (imaged ?d - direction ?m - mode))

  (:action turn
    :parameters (?s - satellite ?from ?to - direction)
    :precondition (pointing ?s ?from)
    :effect (and (not (pointing ?s ?from)) (pointing ?s ?to)))

  (:action switch-on
    :parameters (?i - instrument ?s - satellite)
    :precondition (and (on-board ?i ?s) (power-free ?s))
    :effect (and (powered ?i) (power-used ?s) (not (power-free ?s))
                 (not (calibrated ?i))))

  (:action switch-off
    :parameters (?i - instrument ?s - satellite)
    :precondition (and (on-board ?i ?s) (powered ?i))
    :effect (and (power-free ?s) (not (power-used ?s)) (not (powered ?i))))

  (:action calibrate
    :parameters (?s - satellite ?i - instrument ?d - direction)
    :precondition (and (on-board ?i ?s) (powered ?i) (target ?i ?d) (pointing ?s ?d))
    :effect (calibrated ?i))

  (:action take-image
    :parameters (?s - satellite ?i - instrument ?d - direction ?m - mode)
    :precondition (and (on-board ?i ?s) (powered ?i) (calibrated ?i)
                       (supports ?i ?m) (pointing ?s ?d))
    :effect (imaged ?d ?m)))
