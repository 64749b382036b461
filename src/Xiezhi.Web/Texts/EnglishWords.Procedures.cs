using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Web.Texts;

public sealed partial class EnglishWords
{
    public override string ProceduresLead => "The steps, limits and legal effects that the law prescribes for each kind of matter, by the chapters of " +
        "the yearly report. " +
        "A procedure is data; a new edition never changes an old case, which keeps the edition of its legal moment.";
    public override string Procedure => "Procedure";
    public override string InForceFrom => "In force from";
    public override string Stages => "Stages";
    public override string Acts => "Acts";
    public override string Limits => "Limits";
    public override string OtherEditions => "Other editions";
    public override string EditionFrom(DateOnly from) => $"Edition in force from {Day(from)}";
    public override string EditionInForce(DateOnly from, DateOnly? to) =>
        to is { } last ? $"In force from {Day(from)} to {Day(last)}, both included." : $"In force from {Day(from)}.";
    public override string NotYetInForce => "Not yet in force";
    public override string NoLongerInForce => "No longer in force";
    public override string Laws => "Rests on";
    public override string LawWithNumber(string law, string number) => number.Length == 0 ? law : $"{law} ({number})";
    public override string Article(string law, string article) =>
        article.Length == 0 ? law : $"{law}, {(char.IsAsciiDigit(article[0]) ? "Art. " : "")}{article}";
    public override string CaseNumbers => "Case numbers";
    public override string NumberedBy(string series, string keeper) => $"Series {series}, counted without a gap in each year by: {keeper}";
    public override string PublicLeaf => "What is public";
    public override string LeafShows(Coarseness coarseness, IEnumerable<string> facts)
    {
        var listed = string.Join(Comma, facts);
        return $"act, {(coarseness.MonthOnly ? "month" : "day")}, {(coarseness.OrganAbove ? "the organ above" : "organ")}, outcome and verdicts on limits" +
            (listed.Length == 0 ? "" : $"; of the facts only: {listed}");
    }
    public override string EditionDigest => "Digest of the edition";
    public override string StagesAndActs => "Stages and acts";
    public override string ActsByActor => "Who may do what";
    public override string WhatChanged => "Against the edition before";
    public override string ComparedWith(DateOnly from) => $"What is otherwise than in the edition in force from {Day(from)}.";
    public override string NothingChanged => "Nothing changed.";
    public override string PlaceInProcedure => "Where it stands in the procedure";
    public override string DrawingHow => "A box is a stage, with the acts that are possible in it and who does them. An act with a line leads to another stage, a red line to the end, " +
        "a dashed one back. The brackets below are limits, from the stage in which they start to that in which they stop; red ones bind a party, dashed ones are promises.";
    public override string Outcomes => "Outcomes";
    public override string Documents => "Documents";
    public override string ServedOn(string roles) => $"served on: {roles}";
    public override string Spans => "Time that is not charged";
    public override string Gates => "Required steps";
    public override string AnyStage => "Any stage";
    public override string Closed => "Closed";
    public override string Closing => "closing";

    public override string Act => "Act";
    public override string FromStage => "In stage";
    public override string LeadsTo => "Leads to";
    public override string Requires => "Conditions and requirements";
    public override string LegalBasis => "Basis";
    public override string ByLaw => "Happens by law";
    public override string OpensCase => "opens the case";
    public override string Closes(string outcomes) => $"closes: {outcomes}";
    public override string StaysPut => "stays";
    public override string OnlyAfter(string acts) => $"only after: {acts}";
    public override string OnlyWhen(string condition) => $"when: {condition}";
    public override string NeedsGate(string gate) => $"required: {gate}";
    public override string HeldUntil(string limits) => $"not before the end of: {limits}";
    public override string ApprovedBy(string role) => $"approved by: {role}";
    public override string SignedByOfficers(int officers) => $"signed by at least {officers} officers";
    public override string NeedsGround(string grounds) => grounds.Length == 0 ? "a ground is stated" : $"on one of the grounds: {grounds}";
    public override string AtMostTimes(int times) => times == 1 ? "at most once" : $"at most {times} times";
    public override string AtMostSince(int times, string since) => $"{AtMostTimes(times)} after each “{since}”";
    public override string WithDocuments(string documents) => $"documents: {documents}";
    public override string TakesBack(string acts) => $"earlier acts no longer count: {acts}";
    public override string CountsFrom(string acts) => $"counts from the day of: {acts}";
    public override string LinkedCases => "Linked cases";
    public override string OpenedBy => "Opened by";
    public override string OpensCases(string links) => $"opens at once: {links}";
    public override string InsideAct => "inside act; its content is not public";

    public override string SpanRuns(bool suspension, string opens, string ends, string? needs, string? upTo) =>
        $"from “{opens}” until “{ends}”: {(suspension ? "the case rests" : "work goes on")}, and the days are not charged to the limit"
        + (needs is null ? "" : $"; nothing is taken off before: {needs}") + (upTo is null ? "" : $"; at most {upTo}") + ".";
    public override string ServiceOf(string document) => $"service of the {document}";
    public override string GateRule(string metBy, string? when, string? dueWhen, string? waivedBy, string? lapsesWith, bool refuses) =>
        (dueWhen is null ? "" : $"when {dueWhen}, ") + $"“{metBy}” is required" + (when is null ? "" : $", and {when}")
        + (waivedBy is null ? "" : $"; “{waivedBy}” may lawfully replace it") + (lapsesWith is null ? "" : $"; no longer once “{lapsesWith}” has ended unused")
        + (refuses ? ". Without it the act is refused." : ". Without it the act stands, and a finding stays for ever.");

    public override string And => " and ";
    public override string Or => " or ";
    public override string Not(string condition) => $"not ({condition})";
    public override string Is(string subject, string value) => $"{subject} is {value}";
    public override string Between(string subject, string? atLeast, string? atMost) =>
        $"{subject} is " + string.Join(And, Said(atLeast, "at least {0}").Concat(Said(atMost, "at most {0}")));
    public override string Known(string subject, bool known) => known ? $"{subject} is known" : $"{subject} is not known";
    public override string IsDone(string act) => $"“{act}” is done";
    public override string IsMarked(string mark) => $"the case is marked “{mark}”";
    public override string Outcome => "outcome";
    public override string Stage => "stage";
    public override string ClockIs(string limit, string state) => $"the limit “{limit}” is {state}";
    public override string ClockWord(ClockState state) => state switch
    {
        ClockState.Running => "running",
        ClockState.Met => "met",
        ClockState.Late => "late",
        ClockState.Ended => "ended",
        _ => "void",
    };
    public override string LinkedAre(string link, bool open) => open ? $"one of “{link}” is open" : $"none of “{link}” is open";
    public override string GateIs(string gate, bool met) => met ? $"{gate} is met" : $"{gate} is not met";
    public override string Money(decimal yuan) => $"{yuan:N2} yuan";

    public override string Limit => "Limit";
    public override string HowLong => "How long";
    public override string StartsWith => "Starts with";
    public override string StopsWith => "Stops with";
    public override string WhenOver => "When it is over";
    public override string Promise => "promise";
    public override string Length(Length length) => StepText.English(length);
    public override string Within(string length) => $"within {length}";
    public override string AtLeast(string length) => $"at least {length}";
    public override string Before(string target, string length) => $"{length} before: {target}";
    public override string EndOf(string limit) => $"the last day of “{limit}”";
    public override string Every(string length) => $"every {length}";
    public override string ByDay(int month, int day, bool exclusive) => $"each year {(exclusive ? "before" : "by")} {day} {Month(month)}";
    public override string LengthBy(string fact) => $"a time that depends on: {fact}";
    public override string LengthOfItem(string item, string? atMost) =>
        $"the time listed for the {item.ToLowerInvariant()}" + (atMost is null ? "" : $" (at most {atMost})");
    public override string LengthSet(string fact, string? atLeast, string? atMost, string? otherwise)
    {
        var bounds = string.Join(Comma, Said(atLeast, "at least {0}").Concat(Said(atMost, "at most {0}")).Concat(Said(otherwise, "{0} where none is set")));
        return $"the time set by: {fact}" + (bounds.Length == 0 ? "" : $" ({bounds})");
    }
    public override string LengthOpen => "a time not yet fixed";
    public override string Choice(string codes, string length) => $"{codes}: {length}";
    public override string PromiseOn(string limit) => $"a promise on “{limit}”, shorter than the law's time";
    public override string ExtendedBy(string act, string length) => $"“{act}” adds {length}";
    public override string ExtendedToDay(string act, string? cap) => $"“{act}” moves it to a named day" + (cap is null ? "" : $" (at most {cap})");
    public override string NotCharged(string spans) => $"not charged: {spans}";
    public override string ShiftedBy(string systems) => $"an attested outage of {systems} on the last day moves it";
    public override string Counting(CountingRule rule, bool mayRoll) =>
        (rule.CountsFirstDay ? "first day counts" : "first day does not count") + (!mayRoll ? "" : rule.Rolls switch
        {
            RollRule.Yes => "; a last day of rest moves on",
            RollRule.ByAnalogy => "; a last day of rest moves on by analogy",
            _ => "; the last day does not move",
        });
    public override string Holds(string acts) => $"until then not: {acts}";
    public override string ShortenedBy(string act) => $"ended early by: {act}";
    public override string Binds(string role) => $"binds: {role}";
    public override string EachTimeAnew => " (each time anew)";
    public override string OnceFixed(string fact) => $"once fixed: {fact}";
    public override string With(string limit) => $"with the limit “{limit}”";
    public override string RecordsFinding(string finding) => $"finding: {finding}";
    public override string DeemedDone(string act, string from) => $"deemed: {act} ({from})";
    public override string FromStart => "from the starting day";
    public override string FromLastDay => "from the last day";
    public override string FromDayOf(string acts) => $"from the day of: {acts}";
    public override string ClosesAs(string outcome) => $"the case ends: {outcome}";
    public override string Barred(string acts) => $"no longer possible: {acts}";
    public override string IsMarkedAs(string mark) => $"marked: {mark}";
    public override string OpensRight(string right) => right;
    public override string MayGoOn => "only then may it go on";
}
