using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public abstract string ProceduresLead { get; }
    public abstract string Procedure { get; }
    public abstract string InForceFrom { get; }
    public abstract string Stages { get; }
    public abstract string Acts { get; }
    public abstract string Limits { get; }
    public abstract string OtherEditions { get; }
    public abstract string EditionFrom(DateOnly from);
    public abstract string EditionInForce(DateOnly from, DateOnly? to);
    public abstract string NotYetInForce { get; }
    public abstract string NoLongerInForce { get; }
    public abstract string Laws { get; }
    public abstract string LawWithNumber(string law, string number);
    public abstract string Article(string law, string article);
    public abstract string CaseNumbers { get; }
    public abstract string NumberedBy(string series, string keeper);
    public abstract string PublicLeaf { get; }
    public abstract string LeafShows(Coarseness coarseness, IEnumerable<string> facts);
    public abstract string EditionDigest { get; }
    public abstract string StagesAndActs { get; }
    public abstract string ActsByActor { get; }
    public abstract string WhatChanged { get; }
    public abstract string ComparedWith(DateOnly from);
    public abstract string NothingChanged { get; }
    public abstract string PlaceInProcedure { get; }
    public abstract string DrawingHow { get; }
    public abstract string Outcomes { get; }
    public abstract string Documents { get; }
    public abstract string ServedOn(string roles);
    public abstract string Spans { get; }
    public abstract string Gates { get; }
    public abstract string AnyStage { get; }
    public abstract string Closed { get; }
    public abstract string Closing { get; }

    public abstract string Act { get; }
    public abstract string FromStage { get; }
    public abstract string LeadsTo { get; }
    public abstract string Requires { get; }
    public abstract string LegalBasis { get; }
    public abstract string ByLaw { get; }
    public abstract string OpensCase { get; }
    public abstract string Closes(string outcomes);
    public abstract string StaysPut { get; }
    public abstract string OnlyAfter(string acts);
    public abstract string OnlyWhen(string condition);
    public abstract string NeedsGate(string gate);
    public abstract string HeldUntil(string limits);
    public abstract string ApprovedBy(string role);
    public abstract string SignedByOfficers(int officers);
    public abstract string NeedsGround(string grounds);
    public abstract string AtMostTimes(int times);
    public abstract string AtMostSince(int times, string since);
    public abstract string WithDocuments(string documents);
    public abstract string TakesBack(string acts);
    public abstract string CountsFrom(string acts);
    public abstract string LinkedCases { get; }
    public abstract string OpenedBy { get; }
    public abstract string OpensCases(string links);
    public abstract string InsideAct { get; }

    /// <param name="needs">What must come first before any day is taken off; null when nothing.</param>
    /// <param name="upTo">Longest stretch taken off; null without a cap.</param>
    public abstract string SpanRuns(bool suspension, string opens, string ends, string? needs, string? upTo);
    public abstract string ServiceOf(string document);
    public abstract string GateRule(string metBy, string? when, string? dueWhen, string? waivedBy, string? lapsesWith, bool refuses);

    public abstract string And { get; }
    public abstract string Or { get; }
    public abstract string Not(string condition);
    public abstract string Is(string subject, string value);
    public abstract string Between(string subject, string? atLeast, string? atMost);
    public abstract string Known(string subject, bool known);
    public abstract string IsDone(string act);
    public abstract string IsMarked(string mark);
    public abstract string Outcome { get; }
    public abstract string Stage { get; }
    public abstract string ClockIs(string limit, string state);
    public abstract string ClockWord(ClockState state);
    public abstract string LinkedAre(string link, bool open);
    public abstract string GateIs(string gate, bool met);
    public abstract string Money(decimal yuan);

    public abstract string Limit { get; }
    public abstract string HowLong { get; }
    public abstract string StartsWith { get; }
    public abstract string StopsWith { get; }
    public abstract string WhenOver { get; }
    public abstract string Promise { get; }
    public abstract string Length(Length length);
    public abstract string Within(string length);
    public abstract string AtLeast(string length);
    public abstract string Before(string target, string length);
    public abstract string EndOf(string limit);
    public abstract string Every(string length);
    public abstract string ByDay(int month, int day, bool exclusive);
    public abstract string LengthBy(string fact);
    public abstract string LengthOfItem(string item, string? atMost);
    public abstract string LengthSet(string fact, string? atLeast, string? atMost, string? otherwise);
    public abstract string LengthOpen { get; }
    public abstract string Choice(string codes, string length);
    public abstract string PromiseOn(string limit);
    public abstract string ExtendedBy(string act, string length);
    public abstract string ExtendedToDay(string act, string? cap);
    public abstract string NotCharged(string spans);
    public string InRegion(string regions) => Say($"属于{regions}", $"in {regions}");
    public abstract string ShiftedBy(string systems);
    public abstract string Counting(CountingRule rule, bool mayRoll);
    public abstract string Holds(string acts);
    public abstract string ShortenedBy(string act);
    public abstract string Binds(string role);
    public abstract string EachTimeAnew { get; }
    public abstract string OnceFixed(string fact);
    public abstract string With(string limit);
    public abstract string RecordsFinding(string finding);
    public abstract string DeemedDone(string act, string from);
    public abstract string FromStart { get; }
    public abstract string FromLastDay { get; }
    public abstract string FromDayOf(string acts);
    public abstract string ClosesAs(string outcome);
    public abstract string Barred(string acts);
    public abstract string IsMarkedAs(string mark);
    public abstract string OpensRight(string right);
    public abstract string MayGoOn { get; }
}
