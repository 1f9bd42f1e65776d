(define (problem depots-p03)
  (:domain depots)
  (:objects
    north - depot
    south - distributor
    t1 - truck
    h1 h2 - hoist
    p1 p2 - pallet
    c1 c2 - crate)
  (:init
    (at h1 north)
    (at p1 north)
    (at t1 north)
    (at h2 south)
    (at p2 south)
    (on c1 p1)
    (on c2 c1)
    (clear c2)
    (at c1 north)
    (at c2 north)
    (clear p2)
    (available h1)
    (available h2))
  (:goal (and
    (on c2 p2)
    (on c1 c2))))
