using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Office;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Forms;
using Xiezhi.Web.Hosting;
using Xiezhi.Web.Texts;

namespace Xiezhi.Web.Features.Desk;

/// <summary>What waits for somebody's approval, and what becomes of it.</summary>
internal static class ProposalEndpoints
{
    private const int LongestReason = 2000;

    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        routes.MapGet("/desk/proposals", (string? done, HttpContext context, ISite site) => DeskEndpoints.Staff(context) is { } account
            ? Show(account, office, view => view with { Notice = NoticeOf(done, View.Of(context, site, office).Words) }) : SeeOther.OrNotFound(context));
        routes.MapPost("/desk/proposals/{id:long}", async (long id, HttpContext context, ISite site, CancellationToken ct) => DeskEndpoints.Staff(context) is { } account
            ? await DecideAsync(id, await SentForm.ReadAsync(context, null, ct), account, context, View.Of(context, site, office).Words, office, ct) : SeeOther.OrNotFound(context))
            .WithMetadata(new Writes());
    }

    private static Page Show(Account account, CityOffice office, Func<ProposalsView, ProposalsView> with, int status = StatusCodes.Status200OK)
    {
        var viewer = new Viewer.SignedIn(account);
        var waiting = office.Proposals.WaitingFor(viewer).Select(proposal =>
            new ProposalRow(proposal, office.Accounts.Find(proposal.Proposer)?.Name, FormOf(proposal, office)));
        return Page.ForOne<ProposalsPage>(with(new ProposalsView([.. waiting], office.Proposals.MadeBy(account))), status);
    }

    private static async Task<IResult> DecideAsync(long id, SentForm sent, Account account, HttpContext context, Words words, CityOffice office, CancellationToken ct)
    {
        var viewer = new Viewer.SignedIn(account);
        var reason = sent["reason"].Trim();
        var edition = office.Proposals.Find(viewer, id)?.Edition;
        if (sent["do"] == "decline" && reason.Length is 0 or > LongestReason)
        {
            return Show(account, office, view => view with { Trouble = words.DeclineReasonMissing }, StatusCodes.Status422UnprocessableEntity);
        }

        var answer = sent["do"] switch
        {
            "approve" => await office.Proposals.ApproveAsync(viewer, id, ct),
            "decline" => await office.Proposals.DeclineAsync(viewer, id, reason, ct),
            _ => new ProposalAnswer.NoSuchProposal(),
        };
        return answer switch
        {
            ProposalAnswer.Acted { Outcome: ActOutcome.Done } => SeeOther.To(context, "/desk/proposals?done=approved"),
            ProposalAnswer.Declined => SeeOther.To(context, "/desk/proposals?done=declined"),
            ProposalAnswer.Acted { Outcome: ActOutcome.Refused refused } => Show(account, office, view => view with { Refusal = refused.Why, Refusing = edition }, StatusCodes.Status409Conflict),
            ProposalAnswer.Acted { Outcome: ActOutcome.Erased } => Show(account, office, view => view with { Trouble = words.ActErased }, StatusCodes.Status410Gone),
            ProposalAnswer.Acted { Outcome: ActOutcome.Unreadable { Problems: [var problem, ..] } } => Show(account, office, view => view with { Obstacle = problem.Words }, StatusCodes.Status409Conflict),
            ProposalAnswer.Acted => Show(account, office, view => view with { Trouble = words.ActConflict }, StatusCodes.Status409Conflict),
            ProposalAnswer.Decided => Show(account, office, view => view with { Trouble = words.ProposalGone }, StatusCodes.Status409Conflict),
            _ => Page.NotFound(),
        };
    }

    // The form that whoever proposed it has filled in: its titles say what the values mean.
    private static ActForm? FormOf(Proposal proposal, CityOffice office)
    {
        Viewer by = office.Accounts.Find(proposal.Proposer) is { } account ? new Viewer.SignedIn(account) : Viewer.Stranger.Instance;
        return BuiltInAct.Read(proposal.Act) is not null ? office.Form(by, proposal.Number?.ToString(), null, proposal.Act)
            : proposal.Case is not { } id ? ActForms.For(proposal.Edition, null, proposal.Act, by, office.City)
            : office.Cases.Read(id) is { } record ? ActForms.For(proposal.Edition, record.State, proposal.Act, by, office.City) : null;
    }

    private static string? NoticeOf(string? done, Words words) => done switch { "approved" => words.ProposalApproved, "declined" => words.ProposalDeclined, "waits" => words.ProposalMade, _ => null };
}
