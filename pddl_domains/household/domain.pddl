; A robot with one hand tidies a home: it moves between rooms, opens and closes what has doors,
; takes things and puts them on or into furniture.
(define (domain household)
  (:requirements :strips :typing)
  (:types room place item - object
          surface cupboard - place)
  (:predicates (robot-in ?r - room)
               (located ?p - place ?r - room)
               (on ?i - item ?p - surface)
               (inside ?i - item ?c - cupboard)
               (holding ?i - item)
               (hand-free)
               (open ?c - cupboard)
               (closed ?c - cupboard)
               (door ?a - room ?b - room))

  (:action go
    :parameters (?from ?to - room)
    :precondition (and (robot-in ?from) (door ?from ?to))
    :effect (and (not (robot-in ?from)) (robot-in ?to)))

  (:action take
    :parameters (?i - item ?p - surface ?r - room)
    :precondition (and (robot-in ?r) (located ?p ?r) (on ?i ?p) (hand-free))
    :effect (and (holding ?i) (not (on ?i ?p)) (not (hand-free))))

  (:action put
    :parameters (?i - item ?p - surface ?r - room)
    :precondition (and (robot-in ?r) (located ?p ?r) (holding ?i))
    :effect (and (on ?i ?p) (hand-free) (not (holding ?i))))

  (:action take-out
    :parameters (?i - item ?c - cupboard ?r - room)
    :precondition (and (robot-in ?r) (located ?c ?r) (open ?c) (inside ?i ?c) (hand-free))
    :effect (and (holding ?i) (not (inside ?i ?c)) (not (hand-free))))

  (:action put-in
    :parameters (?i - item ?c - cupboard ?r - room)
    :precondition (and (robot-in ?r) (located ?c ?r) (open ?c) (holding ?i))
    :effect (and (inside ?i ?c) (hand-free) (not (holding ?i))))

  (:action open
    :parameters (?c - cupboard ?r - room)
    :precondition (and (robot-in ?r) (located ?c ?r) (closed ?c) (hand-free))
    :effect (and (open ?c) (not (closed ?c))))

  (:action close
    :parameters (?c - cupboard ?r - room)
    :precondition (and (robot-in ?r) (located ?c ?r) (open ?c) (hand-free))
    :effect (and (closed ?c) (not (open ?c)))))
