(define (problem tyreworld-p03)
  (:domain tyreworld)
  (:objects
    r1 r2 w1 w2 - wheel
    n1 n2 - nut
    boot - container
    h1 h2 - hub)
  (:init
    (in wrench boot)
    (in jack boot)
    (in pump boot)
    (in r1 boot)
    (in r2 boot)
    (on w1 h1)
    (on w2 h2)
    (tight n1 h1)
    (tight n2 h2)
    (intact r1)
    (intact r2)
    (closed boot)
    (unlocked boot)
    (on-ground h1)
    (on-ground h2)
    (fastened h1)
    (fastened h2)
    (not-inflated r1)
    (not-inflated r2))
  (:goal (and
    (on r1 h1)
    (on r2 h2)
    (tight n1 h1)
    (tight n2 h2))))
