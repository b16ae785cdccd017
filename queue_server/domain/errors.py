"""Everything that can be refused in a hall, each with a stable code and a sentence for people."""

from __future__ import annotations


class QueueError(Exception):
    """A refusal that changed nothing. `sentence` is a catalogue key filled with `details`."""

    code = "refused"
    sentence = "This is not possible."

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.sentence.format(**details))


class IllegalMove(QueueError):
    code = "illegal_move"
    sentence = "Ticket {number} is {state}: it cannot be moved by {action}."


class NotAllowed(QueueError):
    code = "not_allowed"
    sentence = "You may not do this."


class NotAtThisCounter(NotAllowed):
    code = "not_at_this_counter"
    sentence = "Ticket {number} belongs to counter {counter}."


class HallClosed(QueueError):
    code = "hall_closed"
    sentence = "The hall gives no tickets now."


class OutsideTicketHours(QueueError):
    code = "outside_ticket_hours"
    sentence = "Numbers of this queue are given at {hours}."


class DailyLimitReached(QueueError):
    code = "daily_limit_reached"
    sentence = "All {limit} numbers of this queue for today have been given."


class BadTicketHours(QueueError):
    code = "bad_ticket_hours"
    sentence = "Write hours like 07:00 to 11:00, at most four, none within another."


class NumbersAfterWork(QueueError):
    code = "numbers_after_work"
    sentence = "No number can be given after {end}, when the counters close."


class HoursNeverMet(QueueError):
    code = "hours_never_met"
    sentence = "In these hours of queue {queue} the hall gives no numbers: it does so at {hours}."


class BadDailyLimit(QueueError):
    code = "bad_daily_limit"
    sentence = "Write how many numbers a day, from 0 to {most}, or nothing."


class NoBreakToday(QueueError):
    code = "no_break_today"
    sentence = "No further session begins today."


class ClockBehind(QueueError):
    code = "clock_behind"
    sentence = "The clock of this machine is behind the last recorded event. Set it before opening the day."


class CounterNotOpen(QueueError):
    code = "counter_not_open"
    sentence = "Counter {counter} is not open."


class CounterBusy(QueueError):
    code = "counter_busy"
    sentence = "Counter {counter} still has ticket {number}."


class CounterTaken(QueueError):
    code = "counter_taken"
    sentence = "Counter {counter} is occupied by another clerk."


class ProcedureNotServed(QueueError):
    code = "procedure_not_served"
    sentence = "Procedure {procedure} is not offered today."


class QueueNotServed(QueueError):
    code = "queue_not_served"
    sentence = "Counter {counter} does not serve queue {queue}."


class NothingWaiting(QueueError):
    code = "nothing_waiting"
    sentence = "Nobody is waiting for counter {counter}."


class AlreadyMoved(QueueError):
    code = "already_moved"
    sentence = "Somebody else moved ticket {number} first."


class ReasonNeeded(QueueError):
    code = "reason_needed"
    sentence = "Give a reason for calling out of turn."


class TooSoon(QueueError):
    code = "too_soon"
    sentence = "Wait {seconds} seconds between two calls of the same number."


class DayOver(QueueError):
    code = "day_over"
    sentence = "Ticket {number} belongs to another day."


class MoreTimeUsed(QueueError):
    code = "more_time_used"
    sentence = "{number} was moved back once already. Please speak to the staff if you need more time."


class UnknownLink(QueueError):
    code = "unknown_link"
    sentence = "This link belongs to no number. Please look at the slip again or ask the staff."


class LinkExpired(QueueError):
    code = "link_expired"
    sentence = "This link was for {day} and has ended. Thank you for coming. Next time you get a new one."


class UnknownAppointment(QueueError):
    code = "unknown_appointment"
    sentence = "No appointment has this code. Please read it again, or take a number."


class NoAppointments(QueueError):
    code = "no_appointments"
    sentence = "Queue {queue} takes no appointments."


class NotASlot(QueueError):
    code = "not_a_slot"
    sentence = "At this time no appointment can be booked. Please choose one of the times shown."


class SlotFull(QueueError):
    code = "slot_full"
    sentence = "This half hour has just been filled. Please choose another time."


class OtherDay(QueueError):
    code = "appointment_on_another_day"
    sentence = "This appointment is on {day} at {time}. To be served today, please take a number."


class AppointmentKept(QueueError):
    code = "appointment_kept"
    sentence = "For this appointment number {number} was given out already."


class AppointmentOver(QueueError):
    code = "appointment_over"
    sentence = "This appointment has ended or was called off. Please take a number."


class OwnStandIn(QueueError):
    code = "own_stand_in"
    sentence = "Printer {printer} cannot stand in for itself."


class BadPrinterCode(QueueError):
    code = "bad_printer_code"
    sentence = "A printer's code has one to eight capital letters and digits, like P2."


class SlipOnItsWay(QueueError):
    code = "slip_on_its_way"
    sentence = "The slip of {number} is still on its way to the paper."


class WrongCheckCode(QueueError):
    code = "wrong_check_code"
    sentence = "{number}: this is not the check code of today's number."


class NumberTaken(QueueError):
    code = "number_taken"
    sentence = "Number {number} is in the queue already."


class RollBehind(QueueError):
    code = "roll_behind"
    sentence = "Number {number} has been given out already."


class RollTooFar(QueueError):
    code = "roll_too_far"
    sentence = "That would be {count} new numbers; at most {most} are taken over at once."


class NoWorkingDay(QueueError):
    code = "no_working_day"
    sentence = "Nothing can be collected on {day}: choose a working day after today, within a year."


class FileMoveImpossible(QueueError):
    code = "file_move_impossible"
    sentence = "File {file} is {state}: this cannot be done with it now."


class FileKnown(QueueError):
    code = "file_known"
    sentence = "File {file} is recorded already. Please look for it in the list of files."


class ReasonMissing(QueueError):
    code = "reason_missing"
    sentence = "Please give a reason for this change."


class BadDueDay(QueueError):
    code = "bad_due_day"
    sentence = "No result can be promised for {day}: choose a working day from today on, within two years."


class PostponedAlready(QueueError):
    code = "postponed_already"
    sentence = "The date of file {file} has been postponed once already; it cannot be postponed again."


class NoPrinter(QueueError):
    code = "no_printer"
    sentence = "No printer is set up."


class WrongPairingCode(QueueError):
    code = "wrong_pairing_code"
    sentence = "No screen shows these six digits now. Please read them again from the screen."


class BadDeviceCode(QueueError):
    code = "bad_device_code"
    sentence = "A device is named by up to eight capital letters and digits, such as D1."


class OtherKind(QueueError):
    code = "other_kind"
    sentence = "{device} is a {kind}, and the code was shown by another kind of page."


class TooManyPending(QueueError):
    code = "too_many_pending"
    sentence = "Too many devices wait to be paired. Please try again in ten minutes."


class NotFound(QueueError):
    """The hall has no such thing; the code names its kind, as in `unknown_procedure`."""

    sentence = "There is no {kind} {id}."

    def __init__(self, *, kind: str, id: object) -> None:
        super().__init__(kind=kind, id=id)
        self.code = f"unknown_{kind.replace(' ', '_')}"


class EmptySlide(QueueError):
    code = "empty_slide"
    sentence = "There is nothing on this slide yet: choose a file, or write a text in Vietnamese."


class NeverShown(QueueError):
    code = "never_shown"
    sentence = "This slide would never be shown: it ends before it begins."


class TooManySlides(QueueError):
    code = "too_many_slides"
    sentence = "There are {most} slides already. Remove one that is no longer needed."


class NoticeIsPast(QueueError):
    code = "notice_is_past"
    sentence = "The time until which the notice shall stand is over already."
