using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xiezhi.Cli.Acting;
using Xiezhi.Cli.Folders;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office.Acts;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>act --data DIR (NUMBER | --open PROCEDURE) ACT --as ID …</c>: alone it writes the folder; where a server does, it asks the server.</summary>
internal static class ActVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var json = Options.Json();
        var english = Options.English();
        var command = new Command("act", "Does an act in a case, or opens one, in the name of an account.")
        {
            data, ActLine.First, ActLine.Second, ActLine.Open, ActLine.As, ActLine.Facts, ActLine.Names, ActLine.Persons, ActLine.Documents, ActLine.Papers, ActLine.Outcome,
            ActLine.On, ActLine.Why, ActLine.By, ActLine.Follow, ActLine.When, ActLine.Officers, ActLine.Key, json, english,
        };
        command.SetAction(async (asked, ct) =>
        {
            var reply = await RunAsync(asked.GetValue(data)!, ActLine.Read(asked), ct);
            if (asked.GetValue(json)) { Shell.Print(Json(reply)); }
            else { Tell(reply, asked.GetValue(english)); }
            return reply.ExitCode;
        });
        return command;
    }

    private static async Task<ActReply> RunAsync(string data, ActLine line, CancellationToken ct)
    {
        await using var acting = await OpenAsync(data, line.Account);
        return await acting.ActAsync(await WithPapersAsync(acting, line, ct), ct);
    }

    /// <exception cref="FolderBusyException">Somebody writes the folder, and it is no server.</exception>
    private static async Task<IActing> OpenAsync(string data, string account)
    {
        try
        {
            return await FolderActing.OpenAsync(data, account);
        }
        catch (FolderBusyException)
        {
            return ServedActing.Find(data, account) ?? throw new UsageException($"{data} is written by another command, and that is no server.", "Wait until it has ended, then send the same line again.");
        }
    }

    /// <summary>Uploads the files and names them in the input.</summary>
    private static async Task<ActInput> WithPapersAsync(IActing acting, ActLine line, CancellationToken ct)
    {
        var input = line.Input;
        if (line.Files.IsEmpty) { return input; }
        ImmutableArray<string>? asked = line.Files.Any(f => f.Document is null) ? await acting.DocumentsOfAsync(line, ct) : [];
        var uploaded = 0;
        foreach (var file in line.Files)
        {
            // Whoever may not do the act is told so by the act itself.
            if (asked is not { } documents) { return input; }
            var document = file.Document ?? (documents is [var only] ? only : throw new UsageException(
                documents.IsEmpty ? $"'{input.Act}' takes no documents." : $"'{input.Act}' takes several documents; {file.Path} could be any of them.",
                documents.IsEmpty ? "Leave --file out." : $"Write --file document={file.Path}, the document being one of {string.Join(", ", documents)}."));
            var paper = await acting.UploadAsync(file.Path, KeyOf(input.Key, ++uploaded), ct);
            input = input with { Documents = input.Documents.SetItem(document, input.Documents.GetValueOrDefault(document, []).Add(paper)) };
        }

        return input;
    }

    // Each file has a key of its own that follows from the line's, so that the line can be sent again.
    private static string KeyOf(string key, int file) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{file}")));

    private static void Tell(ActReply reply, bool english)
    {
        switch (reply.Result)
        {
            case ActResult.Recorded:
                Console.WriteLine(english ? $"{reply.Number}: recorded as leaf {reply.Leaf}{(reply.Repeated ? ", before; nothing was recorded now" : "")}."
                    : $"{reply.Number}：已记入第{reply.Leaf}条公开记录{(reply.Repeated ? "（先前已记入，这次没有重复）" : "")}。");
                if (reply.TrackingCode is { } code) { Console.WriteLine(english ? $"Tracking code: {code}" : $"查询码：{code}"); }
                break;
            case ActResult.Waits:
                Console.WriteLine(english ? $"It waits for its approval, as proposal {reply.Proposal}." : $"等待批准，呈批第{reply.Proposal}号。");
                break;
            case ActResult.Refused:
                Console.Error.WriteLine($"xiezhi: {reply.Code}: {reply.Words.In(english)}");
                if (reply.Article is { } article) { Console.Error.WriteLine(english ? $"Article: {article}" : $"依据：{article}"); }
                break;
            default:
                foreach (var (field, words) in reply.Errors) { Console.Error.WriteLine($"xiezhi: {field}: {words.In(english)}"); }
                break;
        }
    }

    private static JsonElement Json(ActReply reply) => JsonSerializer.SerializeToElement(reply.Result switch
    {
        ActResult.Recorded => new { result = "recorded", number = reply.Number, leaf = reply.Leaf, repeated = reply.Repeated, trackingCode = reply.TrackingCode },
        ActResult.Waits => new { result = "waits", proposal = reply.Proposal },
        ActResult.Refused => new { result = "refused", code = reply.Code, words = Both(reply.Words), article = reply.Article },
        _ => (object)new { result = "unreadable", errors = reply.Errors.Select(e => new { field = e.Field, words = Both(e.Words) }) },
    });

    private static object Both(Title words) => new { zh = words.Zh, en = words.En };
}
