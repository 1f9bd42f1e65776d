(define (problem depots-p05)
  (:domain depots)
  (:objects
    depot_1 - depot
    distributor_1 - distributor
    truck_1 truck_2 - truck
    hoist_1 hoist_2 - hoist
    pallet_1 pallet_2 - pallet
    crate_1 crate_2 crate_3 - crate)
  (:init
    (in crate_1 truck_1)
    (in crate_2 truck_1)
    (in crate_3 truck_1)
    (at truck_1 depot_1)
    (at truck_2 depot_1)
    (at hoist_1 depot_1)
    (at pallet_1 depot_1)
    (at hoist_2 distributor_1)
    (at pallet_2 distributor_1)
    (clear pallet_1)
    (clear pallet_2)
    (available hoist_1)
    (available hoist_2))
  (:goal (and
    (on crate_1 pallet_1)
    (on crate_2 crate_1)
    (on crate_3 pallet_2))))
