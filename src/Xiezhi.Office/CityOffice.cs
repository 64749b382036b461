using NodaTime;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Desk;
using Xiezhi.Office.Drafts;
using Xiezhi.Office.Documents;
using Xiezhi.Office.Erasing;
using Xiezhi.Office.Events;
using Xiezhi.Office.Files;
using Xiezhi.Office.Matters;
using Xiezhi.Office.Papers;
using Xiezhi.Office.People;
using Xiezhi.Office.Publishing;
using Xiezhi.Office.Store;
using Gate = Xiezhi.Office.People.Gate;

namespace Xiezhi.Office;

/// <summary>
/// The people's side of a city's ledger: who they are, what each may see and do, and how what they send becomes acts. Pages, API and command line act through
/// it and through nothing else.
/// </summary>
/// <remarks>All members may be called from any thread.</remarks>
public sealed class CityOffice : IAsyncDisposable
{
    private static readonly Duration AbandonedAfter = Duration.FromDays(30);

    private CityOffice(CityLedger ledger, OfficeStore store, IClock realClock, PasswordHashing hashing)
    {
        Ledger = ledger;
        Store = store;
        RealClock = realClock;
        CityClock = ledger.Folder.Description.Clock.Start(realClock);
        Gate = new Gate(ledger.Book.City);
        Accounts = new Accounts(store, ledger.Book.City, hashing);
        Sessions = new Sessions(store, Accounts, realClock);
        Tokens = new Tokens(store, Accounts, realClock);
        SignIn = new SignIn(store, Accounts, Sessions, realClock);
        Cases = new CaseFinder(ledger.Store, ledger.Dictionary, ledger.Book);
        Bodies = new CaseBodies(ledger);
        Registers = new WrittenRegisters(ledger.Store, ledger.Dictionary, ledger.Book, ledger.Folder.Keys);
        Codes = new TrackingCodes(Cases, Bodies, realClock);
        Papers = new PaperStore(store, ledger.Folder.Path, realClock);
        Drafts = new DraftStore(store, realClock);
        Readings = new Readings(store, realClock);
        Proposed = new ProposalStore(store, CityClock);
        Proposals = new Proposals(this);
        Publishing = new ReportPublishing(this);
        Openings = new Openings(this);
        Erasure = new CaseErasure(this);
        Acting = new Acting(this);
        Files = new FileOpening(this);
        Documents = new DocumentOpening(this);
        Matters = new MatterSearch(ledger.Book);
        Casework = new LiveCasework(ledger);
        Subscriptions = new Subscriptions(store, realClock);
        Replies = new Replies(store, realClock);
        Events = new EventReader(ledger.Store, ledger.Dictionary, Cases, ledger.Book);
        Docket = Docket.Over(ledger, Casework);
        Lists = new CaseLists(ledger.Store, ledger.Dictionary, ledger.Book);
    }

    public LawBook Book => Ledger.Book;
    public City City => Ledger.Book.City;

    /// <summary>The city's clock: when acts happen, and which day it is in law.</summary>
    public IClock CityClock { get; }

    /// <summary>The system's clock: sessions, tokens, uploads, readings.</summary>
    public IClock RealClock { get; }

    /// <summary>Now by the city's clock, to the minute, Beijing time.</summary>
    public Moment Now
    {
        get
        {
            var at = BeijingTime.At(CityClock.GetCurrentInstant());
            return new Moment(at.Date.ToDateOnly(), (short)((at.Hour * 60) + at.Minute));
        }
    }

    public DateOnly Today => Now.Day;

    public CaseFinder Cases { get; }
    public LiveCasework Casework { get; }
    /// <summary>The registers that acts write.</summary>
    public WrittenRegisters Registers { get; }
    public Docket Docket { get; }
    public CaseLists Lists { get; }
    public Gate Gate { get; }
    public Accounts Accounts { get; }
    public SignIn SignIn { get; }
    public Sessions Sessions { get; }
    public Tokens Tokens { get; }
    public PaperStore Papers { get; }
    public DraftStore Drafts { get; }
    public Proposals Proposals { get; }
    public ReportPublishing Publishing { get; }
    public Openings Openings { get; }
    public CaseErasure Erasure { get; }
    public TrackingCodes Codes { get; }
    public Readings Readings { get; }
    public Subscriptions Subscriptions { get; }
    public EventReader Events { get; }

    /// <summary>What was answered to idempotency keys of uploads and subscriptions; those of acts lie in the ledger.</summary>
    public Replies Replies { get; }

    /// <summary>The access of the folder's owner while the folder is served; null while it is not.</summary>
    public LocalAccess? Local { get; private set; }
    /// <summary>The search of matters that people may come with.</summary>
    public MatterSearch Matters { get; }

    internal CityLedger Ledger { get; }
    internal OfficeStore Store { get; }
    internal CaseBodies Bodies { get; }
    internal ProposalStore Proposed { get; }
    internal Acting Acting { get; }
    internal FileOpening Files { get; }
    internal DocumentOpening Documents { get; }

    /// <summary>Opens the office of a ledger that is open for writing, and finishes what a crash cut off.</summary>
    /// <param name="ledger">It stays the caller's; he disposes of it after the office.</param>
    /// <param name="realClock">The system's clock.</param>
    /// <param name="hashing">How passwords are kept; null for the strong setting.</param>
    /// <exception cref="OfficeException">The office's file cannot be used.</exception>
    public static CityOffice Open(CityLedger ledger, IClock realClock, PasswordHashing? hashing = null)
    {
        var store = OfficeStore.Open(ledger.Folder.Path);
        try
        {
            var office = new CityOffice(ledger, store, realClock, hashing ?? PasswordHashing.Strong);
            office.Acting.Recover();
            office.Erasure.Recover();
            return office;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Lets the folder's owner act through the server for any account, by the file <c>local.token</c>; until the office is disposed of.</summary>
    /// <param name="address">Where the server listens on this machine.</param>
    public void ServeLocally(Uri address) => Local ??= LocalAccess.Begin(Ledger.Folder.Path, address);

    /// <summary>The account for which the folder's owner acts; null when the secret is not his, or there is no such account or it is disabled.</summary>
    public Viewer.SignedIn? ActAs(string secret, string id) =>
        Local is { } local && local.Matches(secret) && Accounts.Find(id) is { Enabled: true } account ? new Viewer.SignedIn(account) : null;

    /// <summary>The last days that the latest calendar of the log has moved, in the order of the log.</summary>
    public IEnumerable<MovedDay> MovedDays => MovedDay.Latest(Ledger.Store, Ledger.Dictionary, Book);

    /// <summary>Whether the law would accept that a case is opened so; nothing is recorded.</summary>
    public Decision Try(Edition edition, ActRequest opening) => Decide.On(edition, null, opening, Book.Calendar, City, new KnownCases(this));

    /// <summary>Whether an act would be recorded as things stand; nothing is.</summary>
    /// <returns>What would be answered instead; null when it would be recorded, or kept as a proposal.</returns>
    public ActOutcome? TryAct(Viewer viewer, ActInput input) => Acting.Try(viewer, input);

    /// <summary>Has an act done for somebody: read, judged by gate and law, recorded with its papers. The same input under the same key gets the first answer.</summary>
    /// <exception cref="LedgerException">The ledger cannot write; whether the act is recorded shows when the input is sent again.</exception>
    public Task<ActOutcome> ActAsync(Viewer viewer, ActInput input, CancellationToken ct) =>
        input.Case is not null && CaseErasure.GroundOf(input.Act) is { } ground ? Task.FromResult(Erasure.Propose(viewer, input, ground)) : Acting.DoAsync(viewer, input, approval: null, ct);

    /// <summary>The case as the viewer may see it. That he was shown personal data is recorded before he is.</summary>
    /// <param name="number">As its papers print it, or as somebody types it.</param>
    /// <returns>Null when there is no such case, or none for the viewer to see.</returns>
    public CaseFile? OpenFile(Viewer viewer, string number) => Files.Open(viewer, number);

    /// <summary>The content of one of the papers of a case; null when the viewer sees none of that id. The reading of it is recorded.</summary>
    public PaperContent? OpenPaper(Viewer viewer, string number, string paper) => Files.OpenPaper(viewer, number, paper);

    /// <summary>A document of a case, made from its template as it was when the act made it. The reading of it is recorded.</summary>
    /// <param name="document">Id of the document.</param>
    /// <returns>Null when there is no such case or document, none for this viewer to see, or when it has no template or no act has made it yet.</returns>
    public RenderedDocument? OpenDocument(Viewer viewer, string number, string document) => Documents.Open(viewer, number, document);

    /// <summary>The form of an act.</summary>
    /// <param name="number">The case; null to open one.</param>
    /// <param name="procedure">The procedure of a case to open; null otherwise.</param>
    /// <param name="act">Id of the act, or <c>serve:</c> and the id of the document.</param>
    /// <returns>Null when there is no such case, procedure or act, or not for this viewer.</returns>
    public ActForm? Form(Viewer viewer, string? number, string? procedure, string act) => ItemChoices.In(FormOf(viewer, number, procedure, act), Registers, City, Today);

    private ActForm? FormOf(Viewer viewer, string? number, string? procedure, string act)
    {
        if (!Gate.MayAct(viewer, opens: number is null, serves: act.StartsWith(FieldName.Serve, StringComparison.Ordinal))) { return null; }
        if (number is not null && BuiltInAct.Read(act) is { } builtIn) { return Gate.MayPutRight(viewer) && OpenFile(viewer, number) is { } file ? ActForms.For(builtIn, file, viewer, Book) : null; }
        if (number is not null) { return Files.Look(viewer, number) is var (record, _) ? ActForms.For(record.State.Edition, record.State, act, viewer, City, ActForms.Followed(Book, Today)) : null; }
        return Book.InForce(procedure ?? "", Today) is { } edition && edition.FindAct(act) is { Opens: true } ? ActForms.For(edition, null, act, viewer, City, ActForms.Followed(Book, Today)) : null;
    }

    /// <summary>Removes what nobody came back for within 30 days: drafts, papers that were never handed in, answers to their keys, and cases
    /// that nobody let be opened.</summary>
    public void RemoveAbandoned()
    {
        var before = RealClock.GetCurrentInstant() - AbandonedAfter;
        Drafts.RemoveOld(before);
        Papers.RemoveUnbound(before);
        Replies.Forget(before);
        Proposed.RemoveOld(CityClock.GetCurrentInstant() - AbandonedAfter);
        Store.Checkpoint();
    }

    /// <summary>Finishes what was taken on and closes the office's file.</summary>
    public async ValueTask DisposeAsync()
    {
        Local?.Dispose();
        await Casework.DisposeAsync();
        Docket.Dispose();
        Proposals.Dispose();
        Publishing.Dispose();
        SignIn.Dispose();
        Store.Dispose();
    }
}
