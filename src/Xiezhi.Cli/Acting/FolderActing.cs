using System.Collections.Immutable;
using System.Text;
using Xiezhi.Cli.Folders;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Papers;
using Xiezhi.Office.People;

namespace Xiezhi.Cli.Acting;

/// <summary>Acts as the writer of a folder that nobody serves.</summary>
internal sealed class FolderActing : IActing
{
    private readonly OpenOffice open;
    private readonly Viewer.SignedIn viewer;

    private FolderActing(OpenOffice open, Viewer.SignedIn viewer) => (this.open, this.viewer) = (open, viewer);

    private CityOffice Office => open.Office;

    /// <exception cref="FolderBusyException">Somebody else writes the folder.</exception>
    /// <exception cref="UsageException">The folder is half a replay, or there is no such account.</exception>
    public static async Task<FolderActing> OpenAsync(string data, string account)
    {
        var opened = OpenOffice.Open(data, "act");
        try
        {
            if (opened.Office.Accounts.IsEmpty) { throw new UsageException($"{data} has no accounts yet.", $"Serve it once, which makes them: xiezhi serve --data {data}"); }
            return opened.Office.Accounts.Find(account) is { Enabled: true } found
                ? new FolderActing(opened, new Viewer.SignedIn(found))
                : throw new UsageException($"there is no account '{account}', or it is disabled.", "Name another one with --as.");
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public Task<ImmutableArray<string>?> DocumentsOfAsync(ActLine line, CancellationToken ct)
    {
        var form = Office.Form(viewer, line.Input.Case, line.Input.Procedure, line.Input.Act);
        ImmutableArray<string>? documents = form is null ? null : [.. form.Fields.Where(f => f.Kind == FieldKind.Paper).Select(f => f.Name[FieldName.Documents.Length..])];
        return Task.FromResult(documents);
    }

    public async Task<string> UploadAsync(string path, string key, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        var answer = await Office.Papers.ReceiveAsync(file, Path.GetFileName(path), file.Length, ct);
        if (answer is PaperAnswer.NotTaken not) { throw new UsageException($"{path}: {not.Words.Zh}", not.Words.En); }
        var paper = ((PaperAnswer.Received)answer).Paper;
        var kept = Office.Replies.Keep($"line account {viewer.Account.Id}\n{key}", Encoding.UTF8.GetBytes($"{paper.Name}\n{paper.Content}"), Encoding.UTF8.GetBytes(paper.Id));
        if (kept is (var first, false)) { return Encoding.UTF8.GetString(first); }
        Office.Papers.Remove(paper.Id);
        return kept is (var earlier, _) ? Encoding.UTF8.GetString(earlier)
            : throw new UsageException($"{path} is another file than the one that was sent under this key.", "Take a new --key, or send the same file.");
    }

    public async Task<ActReply> ActAsync(ActInput input, CancellationToken ct) => await Office.ActAsync(viewer, input, ct) switch
    {
        ActOutcome.Done done => new ActReply(ActResult.Recorded) { Number = done.Number.ToString(), Leaf = done.Leaf, Repeated = done.Repeated, TrackingCode = done.Code },
        ActOutcome.Waits waits => new ActReply(ActResult.Waits) { Proposal = waits.Proposal },
        ActOutcome.Refused { Why: var why } => Refused(why, input),
        ActOutcome.Unreadable { Problems: var problems } => new ActReply(ActResult.Unreadable) { Errors = [.. problems.Select(p => (p.Field, p.Words))] },
        ActOutcome.KeyReused => No("idempotency-key-reused", "这个 key 已经用于另一件事，请换一个", "this key was used for something else; take a new one"),
        ActOutcome.Erased => No("erased", "案件的内容已经依法删除，不能再办理；公开记录还在：xiezhi case", "the content of the case was lawfully erased, and it takes no further acts; its public record stays: xiezhi case"),
        ActOutcome.NotYours => No("not-yours", "这个账号在这里没有可以办理的身份", "this account has no part in which to do this"),
        ActOutcome.Conflict => No("changed", "其间有人办理过这个案件，请再看一次", "somebody acted in the case meanwhile; look again"),
        _ => No("not-found", "没有这个案件，或者它不对这个账号开放", "there is no such case, or it is not open to this account"),
    };

    private ActReply Refused(Law.Cases.Decision.Refused why, ActInput input)
    {
        var edition = input.Case is { } number ? (Office.Cases.Find(number) is { } id ? Office.Cases.Read(id)?.Edition.Edition : null) : Office.Book.InForce(input.Procedure ?? "", Office.Today);
        return new ActReply(ActResult.Refused)
        {
            Code = why.CodeId, Words = RefusalWords.Of(why, edition), Article = why.Basis is not { } basis ? null : edition is null ? basis.ToString() : ArticleText.Chinese(basis, edition),
        };
    }

    private static ActReply No(string code, string zh, string en) => new(ActResult.Refused) { Code = code, Words = new Title(zh, en) };

    public ValueTask DisposeAsync() => open.DisposeAsync();
}
