(define (problem meetings-p02)
  (:domain meetings)
  (:objects
    kickoff demo - meeting
    carla dan eve - person
    boardroom lounge - room
    monday tuesday wednesday - slot)
  (:init
    (attends carla kickoff)
    (attends dan kickoff)
    (attends dan demo)
    (attends eve demo)
    (busy dan tuesday)
    (taken boardroom monday)
    (unplanned kickoff)
    (unplanned demo))
  (:goal (and
    (in kickoff boardroom)
    (at demo monday)
    (announced demo))))
