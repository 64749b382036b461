using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Law.Procedures;
using Xiezhi.Office;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Forms;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Files;

/// <summary>Case files, and the acts in them: the same for a party and at the desk, each at its own address. What is not the visitor's to see is not there.</summary>
internal static class FileEndpoints
{
    private const int LongestNumber = 100;

    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        Map(routes, FilePlace.Mine, office);
        Map(routes, FilePlace.Desk, office);
    }

    private static void Map(IEndpointRouteBuilder routes, FilePlace place, CityOffice office)
    {
        var file = place.Root + "/{number}";
        routes.MapGet(file, (string number, string? done, long? waits, HttpContext context, ISite site) =>
        {
            var (viewer, opened) = Open(number, place, context, office);
            return opened is null ? NotHere(number, place, viewer, context, office) : Page.ForOne<FilePage>(
                new FileView(opened, place, FileClocks.Of(opened.State, office.Book, office.Today), NoticeOf(opened, done, waits, View.Of(context, site, office)))
                {
                    SeesReadings = office.Cases.Read(opened.Id) is { } record && office.Gate.SeesReadings(viewer, record),
                    Tracked = viewer is Viewer.Tracker,
                });
        });
        routes.MapGet(file + "/acts/{act}", (string number, string act, HttpContext context, ISite site) =>
        {
            var (viewer, opened) = Open(number, place, context, office);
            return opened is not null && office.Form(viewer, opened.Number.ToString(), null, act) is { } form
                ? Page.ForOne<ActPage>(Beginning(new ActView(opened, place, FormView.New(form, place == FilePlace.Desk))))
                : NotHere(number, place, viewer, context, office);
        });
        routes.MapPost(file + "/acts/{act}", async (string number, string act, HttpContext context, ISite site, CancellationToken ct) =>
            await ActAsync(number, act, place, context, View.Of(context, site, office), office, ct)).WithMetadata(new Writes(Writes.WithPapers));
    }

    /// <summary>As who the visitor looks in this place, and at which case; null when he has no business here.</summary>
    public static (Viewer Viewer, CaseNumber? Number) Look(string number, FilePlace place, HttpContext context)
    {
        var visitor = Visitor.Of(context);
        var viewer = place == FilePlace.Mine ? visitor.For(number) : visitor.Viewer;
        var mayBeHere = viewer is Viewer.Tracker || (viewer is Viewer.SignedIn { Account.Role: var role } && role == AccountRole.Citizen == (place == FilePlace.Mine));
        return (viewer, mayBeHere && number.Length <= LongestNumber && CaseNumber.TryParse(number, out var parsed) ? parsed : null);
    }

    private static (Viewer Viewer, Office.Files.CaseFile? File) Open(string number, FilePlace place, HttpContext context, CityOffice office)
    {
        var (viewer, asked) = Look(number, place, context);
        return (viewer, asked is { } known ? office.OpenFile(viewer, known.ToString()) : null);
    }

    /// <summary>That a case was erased is said to everybody, for the public log says it too. Else a stranger may sign in or show a code, and anybody else finds that there is nothing.</summary>
    public static IResult NotHere(string number, FilePlace place, Viewer viewer, HttpContext context, CityOffice office) =>
        number.Length <= LongestNumber && CaseNumber.TryParse(number, out var asked) && office.Erasure.Of(asked.ToString()) is { } erasure
            ? Page.ForOne<ErasedPage>(new ErasedView(asked, erasure), StatusCodes.Status410Gone)
        : viewer is not Viewer.Stranger ? Page.NotFound()
        : place == FilePlace.Mine ? SeeOther.To(context, "/track") : SeeOther.ToSignIn(context);

    private static async Task<IResult> ActAsync(string number, string act, FilePlace place, HttpContext context, View view, CityOffice office, CancellationToken ct)
    {
        var (viewer, before) = Open(number, place, context, office);
        if (before is null || office.Form(viewer, before.Number.ToString(), null, act) is not { } form) { return NotHere(number, place, viewer, context, office); }
        var sent = await SentForm.ReadAsync(context, office.Papers, ct);
        var filled = FormView.Again(form, sent, place == FilePlace.Desk);
        ActOutcome outcome = sent.Problems.IsEmpty ? await office.ActAsync(viewer, filled.Input(before.Number.ToString()), ct) : new ActOutcome.Unreadable([]);
        switch (outcome)
        {
            case ActOutcome.Done: return SeeOther.To(context, $"{place.Of(before.Number)}?done={Uri.EscapeDataString(act)}");
            case ActOutcome.Waits waits: return SeeOther.To(context, $"{place.Of(before.Number)}?waits={waits.Proposal}");
            case ActOutcome.NoSuchCase: return NotHere(number, place, viewer, context, office);
        }

        // The case as it stands now: what came since is shown, and the form can be sent again as it is.
        var now = office.OpenFile(viewer, before.Number.ToString()) ?? before;
        var again = new ActView(now, place, filled).With(outcome, view.Words);
        return Page.ForOne<ActPage>(again, outcome switch
        {
            ActOutcome.Unreadable => StatusCodes.Status422UnprocessableEntity,
            ActOutcome.Erased => StatusCodes.Status410Gone,
            _ => StatusCodes.Status409Conflict,
        });
    }

    // What the law refuses now is said before anything is typed.
    private static ActView Beginning(ActView view) => view with { Refusal = view.File.Menu.FirstOrDefault(option => option.Act == view.Form.Form.Act)?.Obstacle };

    private static string? NoticeOf(Office.Files.CaseFile file, string? done, long? waits, View view) => waits is { } proposal ? view.Words.ActWaits(proposal)
        : file.Menu.FirstOrDefault(option => option.Act == done) is { } option ? view.Words.ActDone(view.In(option.Title)) : null;
}

/// <param name="Erasure">When and why, as the log says it.</param>
public sealed record ErasedView(CaseNumber Number, Ledger.Leaves.ErasureLeaf Erasure);
