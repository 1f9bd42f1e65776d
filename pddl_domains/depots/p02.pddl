(define (problem depots-p02)
  (:domain depots)
  (:objects
    depot_1 depot_2 - depot
    distributor_1 - distributor
    truck_1 - truck
    hoist_1 hoist_2 hoist_3 - hoist
    pallet_1 pallet_2 pallet_3 - pallet
    crate_a crate_b - crate)
  (:init
    (at pallet_1 depot_1)
    (at hoist_1 depot_1)
    (at pallet_2 depot_2)
    (at hoist_2 depot_2)
    (at pallet_3 distributor_1)
    (at hoist_3 distributor_1)
    (at truck_1 depot_2)
    (on crate_a pallet_1)
    (on crate_b crate_a)
    (at crate_a depot_1)
    (at crate_b depot_1)
    (clear pallet_2)
    (clear pallet_3)
    (clear crate_b)
    (available hoist_1)
    (available hoist_2)
    (available hoist_3))
  (:goal (and
    (on crate_a pallet_3)
    (on crate_b pallet_2))))
