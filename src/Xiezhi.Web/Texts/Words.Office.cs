namespace Xiezhi.Web.Texts;

/// <summary>The words of the pages on which people act; both languages of a text stand on one line.</summary>
public abstract partial class Words
{
    /// <summary>The text in the language of these words.</summary>
    protected abstract string Say(string zh, string en);

    public string Matters => Say("办事", "Services");
    public string MattersLong => Say("办事 · 诉求 · 复议", "Apply · appeal · ask for review");
    public string Track => Say("查进度", "Track");
    public string Desk => Say("工作台", "Desk");
    public string MyCases => Say("我的办件", "My cases");
    public string People => Say("账号管理", "Accounts");
    public string MyAccount => Say("我的账号", "My account");
    public string YouAre => Say("当前用户", "Signed in");
    public string NotAllowedHere => Say("请先登录", "Please sign in first");

    public string SignIn => Say("登录", "Sign in");
    public string SignOut => Say("退出", "Sign out");
    public string SignInLead => Say("工作人员和已有账号的群众在这里登录。没有账号也可以办事，用案号和查询码查进度。",
        "For officers, and for citizens who have an account. Without one you can apply all the same, and track your case by number and code.");
    public string AccountId => Say("登录名", "Name");
    public string Password => Say("密码", "Password");
    public string SignInWrong => Say("登录名或密码不对。", "The name and the password do not belong together.");
    public string SignInLocked(string until) => Say($"输错次数太多，{until}之后再试。", $"Too many wrong passwords. Try again after {until}.");
    public string TryLater => Say("试得太频繁了，请过一会儿再试。", "That was too often. Please wait a while and try again.");

    public string ChangePassword => Say("修改密码", "Change the password");
    public string PasswordNow => Say("现在的密码", "Present password");
    public string PasswordNew => Say("新密码", "New password");
    public string PasswordAgain => Say("再写一遍新密码", "New password once more");
    public string PasswordHint => Say("至少12个字符，不要包含登录名。几个不相干的词连在一起就很好。", "At least 12 characters, without your name. A few unrelated words make a good one.");
    public string PasswordsDiffer => Say("两次写的新密码不一样。", "The two new passwords differ.");
    public string PasswordNowWrong => Say("现在的密码不对。", "The present password is wrong.");
    public string PasswordChanged => Say("密码已经修改，其他地方的登录都已退出。", "The password is changed; every other session has ended.");
    public string SessionsTitle => Say("登录中的设备", "Where you are signed in");
    public string SessionBegun => Say("登录时间", "Since");
    public string SessionUsed => Say("最近使用", "Last used");
    public string SessionEnd => Say("退出这一处", "Sign out there");
    public string TokensTitle => Say("接口令牌与日历", "Tokens for programs and the calendar");
    public string TokensLead => Say("程序用令牌以你的身份调用接口；日历令牌只能读你的到期日。令牌只显示一次。",
        "A program acts as you with a token; a calendar token reads your deadlines and nothing else. Each is shown once.");
    public string TokenTitle => Say("用途", "What for");
    public string TokenUseWord(bool feed) => feed ? Say("到期日历", "Calendar of deadlines") : Say("接口", "API");
    public string TokenMake => Say("新建令牌", "New token");
    public string TokenMade => Say("新令牌，只显示这一次，请现在复制：", "The new token. It is shown only now; copy it:");
    public string TokenFeedAddress => Say("在日历软件中订阅这个地址：", "Subscribe to this address in your calendar:");
    public string TokenTooMany => Say("令牌已经够多了，请先停用不用的。", "You have as many tokens as you may; revoke some first.");
    public string TokenRevoke => Say("停用", "Revoke");
    public string TokenMadeOn => Say("建于", "Made");

    public string AccountsLead => Say("管理员只管账号，看不到任何案卷。", "The administrator keeps the accounts and sees no case file.");
    public string AccountNew => Say("新建账号", "New account");
    public string AccountMade(string id) => Say($"账号“{id}”已建好。密码只显示这一次，请当面交给本人：", $"The account '{id}' is made. Its password is shown only now; hand it over in person:");
    public string AccountPasswordMade(string id) => Say($"“{id}”的新密码，只显示这一次：", $"The new password of '{id}', shown only now:");
    public string AccountName => Say("姓名或名称", "Name of the person");
    public string AccountRole => Say("角色", "Role");
    public string AccountOrgan => Say("机关", "Organ");
    public string AccountOfficer => Say("人员编号", "Number in the organ");
    public string AccountOfficerHint => Say("机关内第几位工作人员，从1起；岗位按编号分配。群众和管理员留空。", "Which officer of the organ, from 1; posts go by number. Empty for citizens and administrators.");
    public string AccountState => Say("状态", "State");
    public string AccountOn => Say("可用", "enabled");
    public string AccountOff => Say("停用", "disabled");
    public string AccountDisable => Say("停用", "Disable");
    public string AccountEnable => Say("启用", "Enable");
    public string AccountOwn => Say("不能停用自己的账号；请由另一位管理员来做。", "You cannot disable your own account; another administrator can.");
    public string AccountReset => Say("换新密码", "New password");
    public string Create => Say("建立", "Create");
    public string NoOrgan => Say("（无）", "(none)");

    public string RoleWord(Office.People.AccountRole role) => role switch
    {
        Office.People.AccountRole.Citizen => Say("群众", "citizen"),
        Office.People.AccountRole.Clerk => Say("窗口", "clerk"),
        Office.People.AccountRole.Officer => Say("承办", "officer"),
        Office.People.AccountRole.Head => Say("负责人", "head"),
        Office.People.AccountRole.Supervisor => Say("监督", "supervisor"),
        _ => Say("管理员", "administrator"),
    };
}
