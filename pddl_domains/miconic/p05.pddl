(define (problem miconic-p05)
  (:domain miconic)
  (:objects
    person_1 person_2 - passenger
    f2 f0 f1 f3 - floor)
  (:init
    (lift-at f2)
    (boarded person_1)
    (destin person_1 f0)
    (origin person_2 f1)
    (destin person_2 f3)
    (above f0 f1)
    (above f1 f2)
    (above f2 f3)
    (above f0 f2)
    (above f1 f3)
    (above f0 f3))
  (:goal (and
    (served person_1)
    (served person_2)
    (lift-at f2))))
