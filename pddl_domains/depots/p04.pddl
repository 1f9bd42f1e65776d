(define (problem depots-p04)
  (:domain depots)
  (:objects
    warehouse - depot
    distribution_centre - distributor
    lorry_1 - truck
    crane_1 crane_2 - hoist
    pallet_1 pallet_2 - pallet
    red_box blue_box - crate)
  (:init
    (at crane_1 warehouse)
    (at pallet_1 warehouse)
    (at crane_2 distribution_centre)
    (at pallet_2 distribution_centre)
    (at lorry_1 distribution_centre)
    (in red_box lorry_1)
    (on blue_box pallet_2)
    (available crane_1)
    (at blue_box distribution_centre)
    (clear pallet_1)
    (clear blue_box)
    (available crane_2))
  (:goal (and
    (on blue_box red_box)
    (at lorry_1 warehouse))))
