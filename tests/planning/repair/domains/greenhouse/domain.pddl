; Robots water the beds of a greenhouse, laid out as a grid.
(define (domain greenhouse)
  (:requirements :strips :typing)
  (:types robot bed mark)
  (:predicates
    (at ?r - robot ?b - bed)
    (north ?a ?b - bed)      ; ?a is north of ?b
    (south ?a ?b - bed)
    (beside ?a ?b - bed)
    (next ?l ?m - mark)      ; ?m is one above ?l
    (tank ?r - robot ?m - mark)
    (dry ?b - bed)
    (watered ?b - bed)
    (tap ?b - bed))

  (:action go
    :parameters (?r - robot ?a ?b - bed)
    :precondition (and (at ?r ?a) (beside ?a ?b))
    :effect (and (at ?r ?b) (not (at ?r ?a))))

  (:action climb
    :parameters (?r - robot ?a ?b - bed)
    :precondition (and (at ?r ?a) (north ?b ?a))
    :effect (and (at ?r ?b) (not (at ?r ?a))))

  (:action descend
    :parameters (?r - robot ?a ?b - bed)
    :precondition (and (at ?r ?a) (south ?b ?a))
    :effect (and (at ?r ?b) (not (at ?r ?a))))

  (:action fill
    :parameters (?r - robot ?b - bed ?l ?m - mark)
    :precondition (and (at ?r ?b) (tap ?b) (tank ?r ?l) (next ?l ?m))
    :effect (and (tank ?r ?m) (not (tank ?r ?l))))

  (:action water
    :parameters (?r - robot ?b - bed ?l ?m - mark)
    :precondition (and (at ?r ?b) (dry ?b) (tank ?r ?m) (next ?l ?m))
    :effect (and (watered ?b) (not (dry ?b)) (tank ?r ?l) (not (tank ?r ?m)))))
