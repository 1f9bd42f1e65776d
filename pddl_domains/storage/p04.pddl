(define (problem storage-p04)
  (:domain storage)
  (:objects
    hoist_1 - hoist
    container_1 - container
    depot_1 - depot
    store_area_a store_area_b store_area_c store_area_d - storearea
    transit_area_1 - transitarea
    crate_1 crate_2 - crate)
  (:init
    (in store_area_a depot_1)
    (in store_area_b depot_1)
    (in store_area_c container_1)
    (in store_area_d container_1)
    (connected store_area_a store_area_b)
    (connected store_area_c store_area_d)
    (connected transit_area_1 store_area_b)
    (connected transit_area_1 store_area_c)
    (in crate_1 container_1)
    (in crate_2 container_1)
    (at hoist_1 store_area_a)
    (available hoist_1)
    (connected store_area_b store_area_a)
    (connected store_area_d store_area_c)
    (connected store_area_b transit_area_1)
    (connected store_area_c transit_area_1)
    (on crate_1 store_area_c)
    (on crate_2 store_area_d)
    (clear store_area_b))
  (:goal (and
    (in crate_1 depot_1)
    (in crate_2 depot_1))))
