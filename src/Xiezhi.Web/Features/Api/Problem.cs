using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Events;

namespace Xiezhi.Web.Features.Api;

/// <summary>What goes wrong, told to a program and to the person behind it (RFC 9457).</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Code">What a program goes by: <c>refused</c>, <c>gate-missing</c>, <c>not-found</c> …</param>
/// <param name="Words">What it is and what to do now.</param>
internal sealed record Problem(int Status, string Code, Title Words)
{
    public const string MediaType = "application/problem+json";

    /// <summary>The article that a refusal rests on.</summary>
    public ArticleModel? Article { get; init; }

    /// <summary>Id of the act, fact, role, gate, guard or limit that stands in the way of a refused act.</summary>
    public string? What { get; init; }

    /// <summary>All that is wrong with the input, by field.</summary>
    public ImmutableArray<InputProblem> Errors { get; init; } = [];

    /// <summary>How many entries the sender saw, and how many there are, where somebody acted since.</summary>
    public (int Seen, int Now)? Entries { get; init; }

    /// <summary>Seconds after which it makes sense to come again.</summary>
    public int? RetryAfter { get; init; }

    public static Problem NotFound { get; } = new(404, "not-found", new("没有这个资源，或者它不对您开放。请核对地址、案号和查询码。",
        "There is nothing here, or it is not open to you. Check the address, the case number and the tracking code."));

    public static Problem SignIn { get; } = new(401, "sign-in", new("请用 Authorization: Bearer 带上访问令牌。令牌在“我的账号”里生成。",
        "Send an access token as Authorization: Bearer. Tokens are made under “My account”."));

    public static Problem BadToken { get; } = new(401, "bad-token", new("访问令牌无效或者已经撤销。请在“我的账号”里生成新的令牌。",
        "The access token is not valid or was revoked. Make a new one under “My account”."));

    public static Problem NotYours { get; } = new(403, "not-yours", new("您的账号在这里没有可以办理的身份。", "Your account has no part in which to do this."));

    public static Problem TooFew { get; } = new(403, "too-few", new("这一部分数量太少，不单独列出。请去掉机关或者月份的限定。",
        "This part counts too few cases to be listed by itself. Leave out the organ or the month."));

    public static Problem MethodNotAllowed { get; } = new(405, "method-not-allowed", new("这个地址不接受这种请求方法；Allow 头列出了接受的方法。",
        "This address does not take that method; the Allow header lists those that it takes."));

    public static Problem TooLarge { get; } = new(413, "too-large", new("内容太大。上传文件最大 10 MB，其他内容最大 256 KB。", "Too large. A paper has at most 10 MB, anything else at most 256 KB."));

    public static Problem UnsupportedType { get; } = new(415, "unsupported-type", new("内容类型不受支持；请用 application/json。", "The content type is not supported; send application/json."));

    public static Problem Failed { get; } = new(500, "failed", new("服务器没有完成这个请求。带同一个 Idempotency-Key 重发是安全的。",
        "The server did not finish the request. Sending it again under the same Idempotency-Key is safe."));

    public static Problem KeyMissing { get; } = new(400, "idempotency-key-missing", new("请加 Idempotency-Key 头：8 到 128 个可见的 ASCII 字符，每件要办的事用一个新的。",
        "Add the header Idempotency-Key: 8 to 128 visible ASCII characters, a new one for each thing to be done."));

    public static Problem KeyReused { get; } = new(422, "idempotency-key-reused", new("这个 Idempotency-Key 已经用于另一个内容不同的请求。请换一个新的。",
        "This Idempotency-Key was used for another request. Use a new one."));

    public static Problem Changed { get; } = new(412, "changed", new("您看过以后有人办理过这个案件。请重新读取，再决定是否发送。", "Somebody acted in the case since you looked. Read it again, then decide whether to send."));

    public static Problem Erased { get; } = new(410, "erased", new("案件的内容已经依法删除：不能再读取、不能再办理，查询码也随之失效。公开记录、回执和数字还在：不带令牌和查询码读取这个案件。",
        "The content of the case was lawfully erased: it cannot be read any more, takes no further acts, and its code has ended with it. Public record, receipts and figures stay: read the case without token and code."));

    public static Problem TooManySubscriptions { get; } = new(409, "too-many-subscriptions", new($"一个账号最多有 {Subscriptions.MostOfAccount} 个订阅；请先取消不用的。",
        $"An account has at most {Subscriptions.MostOfAccount} subscriptions; end one that is not used."));

    public static Problem Decided { get; } = new(409, "decided", new("已经有人对这一事项作出决定。", "Somebody has decided on it already."));

    /// <summary>Every problem that the API tells by itself, for its page.</summary>
    public static ImmutableArray<Problem> Known =>
    [
        Unreadable(ImmutableArray<InputProblem>.Empty), KeyMissing, SignIn, BadToken, NotYours, TooFew, NotFound, MethodNotAllowed, TooManySubscriptions, Decided, Erased, Changed, TooLarge, UnsupportedType, KeyReused, TooMany(10), Failed,
    ];

    public static Problem TooMany(int seconds) => new(429, "too-many-requests", new($"请求太频繁，请在 {seconds} 秒后再试。", $"Too many requests. Try again in {seconds} seconds."))
    {
        RetryAfter = seconds,
    };

    public static Problem Unreadable(ImmutableArray<InputProblem> errors) =>
        new(400, "unreadable", new("内容读不懂，没有办理任何事项；errors 列出了每一处。", "The input cannot be read and nothing was done; errors lists every place.")) { Errors = errors };

    public static Problem Unreadable(string field, string zh, string en) => Unreadable([new InputProblem(field, new Title(zh, en))]);

    /// <summary>The problem of a bare status, for answers that routing or the server made.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        404 => NotFound,
        401 => SignIn,
        405 => MethodNotAllowed,
        413 => TooLarge,
        415 => UnsupportedType,
        >= 500 => Failed,
        _ => new(status, "bad-request", new("请求不符合 HTTP 的格式。", "The request is not one of HTTP.")),
    };

    public ProblemModel Model() => new($"/api#{Code}", TitleOf(Status), Status, Code, TextModel.Of(Words))
    {
        Article = Article,
        What = What,
        Errors = Errors.IsDefaultOrEmpty ? null
            : Errors.GroupBy(error => error.Field).ToDictionary(group => group.Key, group => TextModel.Of(new Title(
                string.Join(' ', group.Select(error => error.Words.Zh)), string.Join(' ', group.Select(error => error.Words.En))))),
        Seen = Entries?.Seen,
        Now = Entries?.Now,
    };

    private static string TitleOf(int status) => status switch
    {
        400 => "内容有误 Bad request",
        401 => "需要令牌 Unauthorized",
        403 => "不能办理 Forbidden",
        404 => "没有找到 Not found",
        405 => "方法不可用 Method not allowed",
        409 => "法律不准许 Refused by law",
        410 => "已经删除 Gone",
        412 => "情况已变 Precondition failed",
        413 => "内容太大 Content too large",
        415 => "类型不支持 Unsupported media type",
        422 => "幂等键已用 Unprocessable content",
        429 => "太频繁 Too many requests",
        >= 500 => "没有完成 Server error",
        _ => "请求有误 Bad request",
    };
}

/// <summary>A problem as it is sent.</summary>
/// <param name="Type">Where the readable page explains problems of this code.</param>
/// <param name="Title">The kind of problem.</param>
/// <param name="Words">What is wrong here and what to do.</param>
internal sealed record ProblemModel(string Type, string Title, int Status, string Code, TextModel Words)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ArticleModel? Article { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? What { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, TextModel>? Errors { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Seen { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Now { get; init; }
}

/// <summary>An article of a law.</summary>
/// <param name="Law">Id of the law.</param>
/// <param name="Edition">Which edition of it.</param>
/// <param name="Article">Empty when the law as a whole is meant.</param>
/// <param name="Title">Title of the law; null where the procedure does not cite it by name.</param>
internal sealed record ArticleModel(string Law, string Edition, string Article, TextModel? Title)
{
    public static ArticleModel? Of(Basis? basis, Edition? edition)
    {
        if (basis is null) { return null; }
        var cited = edition?.Laws.FirstOrDefault(law => law.Law == basis.Law && law.Edition == basis.Edition);
        return new ArticleModel(basis.Law, basis.Edition, basis.Article, cited is null ? null : TextModel.Of(cited.Title));
    }
}

/// <summary>Words in both languages.</summary>
internal sealed record TextModel(string Zh, string En)
{
    public static TextModel Of(Title title) => new(title.Zh, title.En);
}
