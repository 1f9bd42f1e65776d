; Meetings are put into free rooms and slots in which all who attend are free, and invitations
; are sent once a meeting is booked.
(define (domain meetings)
  (:requirements :strips :typing :negative-preconditions :universal-preconditions
                 :disjunctive-preconditions :conditional-effects)
  (:types meeting person room slot - object)
  (:predicates (attends ?p - person ?m - meeting)
               (busy ?p - person ?s - slot)
               (taken ?r - room ?s - slot)
               (at ?m - meeting ?s - slot)
               (in ?m - meeting ?r - room)
               (unplanned ?m - meeting)
               (planned ?m - meeting)
               (announced ?m - meeting))

  (:action book
    :parameters (?m - meeting ?r - room ?s - slot)
    :precondition (and (unplanned ?m) (not (taken ?r ?s))
                       (forall (?p - person) (or (not (attends ?p ?m)) (not (busy ?p ?s)))))
    :effect (and (not (unplanned ?m)) (planned ?m) (at ?m ?s) (in ?m ?r) (taken ?r ?s)
                 (forall (?p - person) (when (attends ?p ?m) (busy ?p ?s)))))

  (:action cancel
    :parameters (?m - meeting ?r - room ?s - slot)
    :precondition (and (planned ?m) (at ?m ?s) (in ?m ?r))
    :effect (and (unplanned ?m) (not (planned ?m)) (not (at ?m ?s)) (not (in ?m ?r))
                 (not (taken ?r ?s)) (not (announced ?m))
                 (forall (?p - person) (when (attends ?p ?m) (not (busy ?p ?s))))))

  (:action announce
    :parameters (?m - meeting)
    :precondition (planned ?m)
    :effect (announced ?m)))
