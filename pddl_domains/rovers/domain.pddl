; Rovers drive between waypoints, analyse soil and rock where samples lie, take pictures, and send
; what they found to the lander from any waypoint that the lander can be seen from.
(define (domain rovers)
  (:requirements :strips :typing)
  (:types rover lander waypoint camera objective mode - object)
  (:predicates (at ?r - rover ?w - waypoint)
               (lander-at ?l - lander ?w - waypoint)
               (route ?r - rover ?a ?b - waypoint)
               (in-sight ?a ?b - waypoint)
               (soil-at ?w - waypoint)
               (rock-at ?w - waypoint)
               (tests-soil ?r - rover)
               (tests-rock ?r - rover)
               (store-empty ?r - rover)
               (store-full ?r - rover)
               (has-soil-data ?r - rover ?w - waypoint)
               (has-rock-data ?r - rover ?w - waypoint)
               (has-picture ?r - rover ?o - objective ?m - mode)
               (mounted ?c - camera ?r - rover)
               (supports ?c - camera ?m - mode)
               (target ?c - camera ?o - objective)
               (calibrated ?c - camera)
               (shows ?w - waypoint ?o - objective)
               (soil-data-sent ?w - waypoint)
               (rock-data-sent ?w - waypoint)
               (picture-sent ?o - objective ?m - mode))

  (:action drive
    :parameters (?r - rover ?from ?to - waypoint)
    :precondition (and (at ?r ?from) (route ?r ?from ?to))
    :effect (and (not (at ?r ?from)) (at ?r ?to)))

  (:action take-soil
    :parameters (?r - rover ?w - waypoint)
    :precondition (and (at ?r ?w) (soil-at ?w) (tests-soil ?r) (store-empty ?r))
    :effect (and (has-soil-data ?r ?w) (not (soil-at ?w))
                 (store-full ?r) (not (store-empty ?r))))

  (:action take-rock
    :parameters (?r - rover ?w - waypoint)
    :precondition (and (at ?r ?w) (rock-at ?w) (tests-rock ?r) (store-empty ?r))
    :effect (and (has-rock-data ?r ?w) (not (rock-at ?w))
                 (store-full ?r) (not (store-empty ?r))))

  (:action empty-store
    :parameters (?r - rover)
    :precondition (store-full ?r)
    :effect (and (store-empty ?r) (not (store-full ?r))))

  (:action calibrate
    :parameters (?r - rover ?c - camera ?o - objective ?w - waypoint)
    :precondition (and (at ?r ?w) (mounted ?c ?r) (target ?c ?o) (shows ?w ?o))
    :effect (calibrated ?c))

  (:action take-picture
    :parameters (?r - rover ?c - camera ?o - objective ?m - mode ?w - waypoint)
    :precondition (and (at ?r ?w) (mounted ?c ?r) (calibrated ?c) (supports ?c ?m) (shows ?w ?o))
    :effect (and (has-picture ?r ?o ?m) (not (calibrated ?c))))

  (:action send-soil-data
    :parameters (?r - rover ?w ?here ?there - waypoint ?l - lander)
    :precondition (and (has-soil-data ?r ?w) (at ?r ?here)
                       (lander-at ?l ?there) (in-sight ?here ?there))
    :effect (soil-data-sent ?w))

  (:action send-rock-data
    :parameters (?r - rover ?w ?here ?there - waypoint ?l - lander)
    :precondition (and (has-rock-data ?r ?w) (at ?r ?here)
                       (lander-at ?l ?there) (in-sight ?here ?there))
    :effect (rock-data-sent ?w))

  (:action send-picture
    :parameters (?r - rover ?o - objective ?m - mode ?here ?there - waypoint ?l - lander)
    :precondition (and (has-picture ?r ?o ?m) (at ?r ?here)
                       (lander-at ?l ?there) (in-sight ?here ?there))
    :effect (picture-sent ?o ?m)))
