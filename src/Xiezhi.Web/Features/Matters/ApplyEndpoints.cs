using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Office;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Drafts;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Files;
using Xiezhi.Web.Features.Forms;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Matters;

/// <summary>From a matter to a receipt: the form, its draft, the check before it is sent, and what whoever sent it is told.</summary>
internal static class ApplyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        routes.MapGet("/apply/resume/{secret}", (string secret, HttpContext context) => Resume(secret, context, office));
        Map(routes, ApplyPlace.Citizen, office);
        Map(routes, ApplyPlace.Desk, office);
    }

    private static void Map(IEndpointRouteBuilder routes, ApplyPlace place, CityOffice office)
    {
        routes.MapGet(place.Root + "/{chapter}/{name}", (string chapter, string name, string? act, HttpContext context) =>
        {
            var presets = context.Request.Query.Where(q => q.Key.StartsWith("fact.", StringComparison.Ordinal)).Select(q => KeyValuePair.Create(q.Key, q.Value.ToString()));
            return Begin(place, $"{chapter}/{name}", act, context, office) is { } view
                ? Page.ForOne<ApplyPage>(view with { Form = view.Form with { Form = view.Form.Form with { Fields = Preset(view.Form.Form.Fields, presets) } } })
                : NotHere(place, context);
        });
        routes.MapPost(place.Root + "/{chapter}/{name}", async (string chapter, string name, HttpContext context, ISite site, CancellationToken ct) =>
        {
            // Whoever may not open it here sends no papers either.
            if (Begin(place, $"{chapter}/{name}", null, context, office) is null) { return NotHere(place, context); }
            var sent = await SentForm.ReadAsync(context, office.Papers, ct);
            return Begin(place, $"{chapter}/{name}", sent["act"], context, office) is { } view
                ? await SentAsync(view with { Form = FormView.Again(view.Form.Form, sent, place.AtDesk), Draft = sent["draft"] }, context, View.Of(context, site, office), office, ct)
                : NotHere(place, context);
        }).WithMetadata(new Writes(Writes.WithPapers));
    }

    private static async Task<IResult> SentAsync(ApplyView view, HttpContext context, View page, CityOffice office, CancellationToken ct)
    {
        var sent = view.Form.Sent;
        switch (sent["do"])
        {
            case "save" when !view.Place.AtDesk: return Save(view, page, office);
            case "back": return Page.ForOne<ApplyPage>(view);
            case "review" when !view.Place.AtDesk: return Review(view, context, page, office);
        }

        if (!sent.Problems.IsEmpty) { return Again(view); }
        var viewer = Visitor.Of(context).Viewer;
        var outcome = await office.ActAsync(viewer, view.Form.Input(null), ct);
        if (outcome is ActOutcome.Waits && view.Place.AtDesk) { return SeeOther.To(context, "/desk/proposals?done=waits"); }
        if (outcome is not ActOutcome.Done done) { return Again(view.With(outcome, page.Words)); }
        if (view.Draft.Length > 0) { office.Drafts.Remove(view.Draft); }
        return Receipt(view, done, viewer, context, office);
    }

    private static Page Again(ApplyView view) =>
        Page.ForOne<ApplyPage>(view, view.Refusal is null && view.Trouble is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);

    /// <summary>The check before sending: read and judged as it will be, and recorded nowhere.</summary>
    private static Page Review(ApplyView view, HttpContext context, View page, CityOffice office)
    {
        var viewer = Visitor.Of(context).Viewer;
        var reading = ActReading.Read(office.Book, null, view.Form.Input(null), viewer, office.Now, id => office.Papers.Find(id)?.Content);
        return reading switch
        {
            ActReading.Unsound unsound => Again(view.With(new ActOutcome.Unreadable(unsound.Problems), page.Words)),
            ActReading.Refused refused => Again(view with { Refusal = refused.Why }),
            ActReading.Sound sound when !view.Form.Problems.IsEmpty || office.Try(sound.Edition, sound.Request) is Decision.Refused =>
                Again(view with { Refusal = office.Try(sound.Edition, sound.Request) as Decision.Refused }),
            _ => Page.ForOne<ReviewPage>(view),
        };
    }

    private static Page Save(ApplyView view, View page, CityOffice office)
    {
        var values = view.Form.Sent.Saved().Where(v => v.Key is not ("do" or "draft")).ToImmutableDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal).SetItem("key", view.Form.Key);
        var secret = office.Drafts.Save(view.Draft.Length > 0 ? view.Draft : null, new Draft(view.Edition.Procedure, null, view.Act.Id, values));
        return secret is null ? Again(view with { Trouble = page.Words.TooLarge }) : Page.ForOne<DraftPage>(new DraftView(secret, view.Edition));
    }

    private static Page Resume(string secret, HttpContext context, CityOffice office)
    {
        if (secret.Length > 100 || office.Drafts.Open(secret) is not { Case: null } draft) { return Page.NotFound(); }
        if (Begin(ApplyPlace.Citizen, draft.Procedure, draft.Act, context, office) is not { } view) { return Page.NotFound(); }
        return Page.ForOne<ApplyPage>(view with { Form = FormView.Again(view.Form.Form, SentForm.Of(draft.Values, office.Papers), forOrgan: false), Draft = secret });
    }

    private static Page Receipt(ApplyView view, ActOutcome.Done done, Viewer viewer, HttpContext context, CityOffice office)
    {
        // With the code just given, whoever has no account may look at his case at once.
        if (done.Code is { } code && viewer is Viewer.Stranger && office.Codes.Open(done.Number.ToString(), code, Visitor.AddressOf(context)) is TrackingAnswer.Opened opened)
        {
            viewer = opened.Viewer;
            Visitor.Track(context, done.Number, code);
        }

        var file = office.OpenFile(viewer, done.Number.ToString());
        var place = view.Place.AtDesk ? FilePlace.Desk : FilePlace.Mine;
        return Page.ForOne<ReceiptPage>(new ReceiptView(done, file?.Edition ?? view.Edition, done.Code,
            file is null ? [] : [.. FileClocks.Of(file.State, office.Book, office.Today).Where(clock => clock.Runs)], office.RealClock.GetCurrentInstant(), place.Of(done.Number), view.Place.AtDesk));
    }

    /// <summary>The form of an opening act for the visitor; null when there is none for him here.</summary>
    /// <param name="act">Null or empty: the first that he may use.</param>
    private static ApplyView? Begin(ApplyPlace place, string procedure, string? act, HttpContext context, CityOffice office)
    {
        var viewer = Visitor.Of(context).Viewer;
        if (office.Book.InForce(procedure, office.Today) is not { } edition || !IsHere(place, viewer)) { return null; }
        var openings = place.Openings(edition, viewer, office).ToImmutableArray();
        var chosen = string.IsNullOrEmpty(act) ? openings.FirstOrDefault() : openings.FirstOrDefault(one => one.Id == act);
        return chosen is not null && office.Form(viewer, null, procedure, chosen.Id) is { } form
            ? new ApplyView(place, chosen, openings.Remove(chosen), FormView.New(form, place.AtDesk), "") : null;
    }

    // An officer's own matters are not mixed with his office's: as a private person he signs out first.
    private static bool IsHere(ApplyPlace place, Viewer viewer) => viewer switch
    {
        Viewer.Stranger => !place.AtDesk,
        Viewer.SignedIn { Account.Role: AccountRole.Citizen } => !place.AtDesk,
        _ => place.AtDesk,
    };

    private static IResult NotHere(ApplyPlace place, HttpContext context) => place.AtDesk ? SeeOther.OrNotFound(context) : Page.NotFound();

    private static ImmutableArray<FormField> Preset(ImmutableArray<FormField> fields, IEnumerable<KeyValuePair<string, string>> presets)
    {
        var known = presets.ToDictionary(StringComparer.Ordinal);
        return [.. fields.Select(field => known.TryGetValue(field.Name, out var value) && field.Choices.Any(choice => choice.Value == value) ? field with { Value = value } : field)];
    }
}
