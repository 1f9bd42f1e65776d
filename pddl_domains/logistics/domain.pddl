; Packages go by truck within a city and by airplane between airports.
(define (domain logistics)
  (:requirements :strips :typing)
  (:types
    city location physobj - object
    airport - location
    package vehicle - physobj
    truck airplane - vehicle)
  (:predicates
    (in-city ?loc - location ?city - city)
    (at ?obj - physobj ?loc - location)
    (in ?pkg - package ?veh - vehicle))

  (:action load-truck
    :parameters (?pkg - package ?truck - truck ?loc - location)
    :precondition (and (at ?truck ?loc) (at ?pkg ?loc))
    :effect (and (in ?pkg ?truck) (not (at ?pkg ?loc))))

  (:action unload-truck
    :parameters (?pkg - package ?truck - truck ?loc - location)
    :precondition (and (at ?truck ?loc) (in ?pkg ?truck))
    :effect (and (at ?pkg ?loc) (not (in ?pkg ?truck))))

  (:action load-airplane
    :parameters (?pkg - package ?airplane - airplane ?loc - airport)
    :precondition (and (at ?airplane ?loc) (at ?pkg ?loc))
    :effect (and (in ?pkg ?airplane) (not (at ?pkg ?loc))))

  (:action unload-airplane
    :parameters (?pkg - package ?airplane - airplane ?loc - airport)
    :precondition (and (at ?airplane ?loc) (in ?pkg ?airplane))
    :effect (and (at ?pkg ?loc) (not (in ?pkg ?airplane))))

  (:action drive-truck
    :parameters (?truck - truck ?from ?to - location ?city - city)
    :precondition (and (at ?truck ?from) (in-city ?from ?city) (in-city ?to ?city))
    :effect (and (at ?truck ?to) (not (at ?truck ?from))))

  (:action fly-airplane
    :parameters (?airplane - airplane ?from ?to - airport)
    :precondition (at ?airplane ?from)
    :effect (and (at ?airplane ?to) (not (at ?airplane ?from)))))
