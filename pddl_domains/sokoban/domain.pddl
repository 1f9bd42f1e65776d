; A player walks on the squares of a warehouse and pushes boxes, one at a time, onto the goals. A
; box moves away from the player, onto a clear square, and cannot be pulled.
(define (domain sokoban)
  (:requirements :strips :typing :negative-preconditions)
  (:types square box - object)
  (:predicates (player-at ?s - square)
               (at ?b - box ?s - square)
               (clear ?s - square)
               (goal ?s - square)
               (stored ?b - box)
               (above ?s ?t - square)
               (right-of ?s ?t - square))

  (:action go-up
    :parameters (?from ?to - square)
    :precondition (and (player-at ?from) (clear ?to) (above ?to ?from))
    :effect (and (player-at ?to) (not (clear ?to)) (not (player-at ?from)) (clear ?from)))

  (:action go-down
    :parameters (?from ?to - square)
    :precondition (and (player-at ?from) (clear ?to) (above ?from ?to))
    :effect (and (player-at ?to) (not (clear ?to)) (not (player-at ?from)) (clear ?from)))

  (:action go-right
    :parameters (?from ?to - square)
    :precondition (and (player-at ?from) (clear ?to) (right-of ?to ?from))
    :effect (and (player-at ?to) (not (clear ?to)) (not (player-at ?from)) (clear ?from)))

  (:action go-left
    :parameters (?from ?to - square)
    :precondition (and (player-at ?from) (clear ?to) (right-of ?from ?to))
    :effect (and (player-at ?to) (not (clear ?to)) (not (player-at ?from)) (clear ?from)))

  (:action push-up
    :parameters (?b - box ?from ?at ?to - square)
    :precondition (and (player-at ?from) (at ?b ?at) (clear ?to) (not (goal ?to))
                       (above ?at ?from) (above ?to ?at))
    :effect (and (player-at ?at) (not (player-at ?from)) (clear ?from)
                 (at ?b ?to) (not (at ?b ?at)) (not (clear ?to)) (not (stored ?b))))

  (:action push-up-to-goal
    :parameters (?b - box ?from ?at ?to - square)
    :precondition (and (player-at ?from) (at ?b ?at) (clear ?to) (goal ?to)
                       (above ?at ?from) (above ?to ?at))
    :effect (and (player-at ?at) (not (player-at ?from)) (clear ?from)
                 (at ?b ?to) (not (at ?b ?at)) (not (clear ?to)) (stored ?b)))

  (:action push-down
    :parameters (?b - box ?from ?at ?to - square)
    :precondition (and (player-at ?from) (at ?b ?at) (clear ?to) (not (goal ?to))
                       (above ?from ?at) (above ?at ?to))
    :effect (and (player-at ?at) (not (player-at ?from)) (clear ?from)
                 (at ?b ?to) (not (at ?b ?at)) (not (clear ?to)) (not (stored ?b))))

  (:action push-down-to-goal
    :parameters (?b - box ?from ?at ?to - square)
    :precondition (and (player-at ?from) (at ?b ?at) (clear ?to) (goal ?to)
                       (above ?from ?at) (above ?at ?to))
    :effect (and (player-at ?at) (not (player-at ?from)) (clear ?from)
                 (at ?b ?to) (not (at ?b ?at)) (not (clear ?to)) (stored ?b)))

  (:action push-right
    :parameters (?b - box ?from ?at ?to - square)
    :precondition (and (player-at ?from) (at ?b ?at) (clear ?to) (not (goal ?to))
                       (right-of ?at ?from) (right-of ?to ?at))
    :effect (and (player-at ?at) (not (player-at ?from)) (clear ?from)
                 (at ?b ?to) (not (at ?b ?at)) (not (clear ?to)) (not (stored ?b))))

  (:action push-right-to-goal
    :parameters (?b - box ?from ?at ?to - square)
    :precondition (and (player-at ?from) (at ?b ?at) (clear ?to) (goal ?to)
                       (right-of ?at ?from) (right-of ?to ?at))
    :effect (and (player-at ?at) (not (player-at ?from)) (clear ?from)
                 (at ?b ?to) (not (at ?b ?at)) (not (clear ?to)) (stored ?b)))

  (:action push-left
    :parameters (?b - box ?from ?at ?to - square)
    :precondition (and (player-at ?from) (at ?b ?at) (clear ?to) (not (goal ?to))
                       (right-of ?from ?at) (right-of ?at ?to))
    :effect (and (player-at ?at) (not (player-at ?from)) (clear ?from)
                 (at ?b ?to) (not (at ?b ?at)) (not (clear ?to)) (not (stored ?b))))

  (:action push-left-to-goal
    :parameters (?b - box ?from ?at ?to - square)
    :precondition (and (player-at ?from) (at ?b ?at) (clear ?to) (goal ?to)
                       (right-of ?from ?at) (right-of ?at ?to))
    :effect (and (player-at ?at) (not (player-at ?from)) (clear ?from)
                 (at ?b ?to) (not (at ?b ?at)) (not (clear ?to)) (stored ?b))))
