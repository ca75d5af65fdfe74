using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Calendars.Feeds;
using OutreachSilo.Common.History;
using OutreachSilo.Live;
using OutreachSilo.Mentoring;
using OutreachSilo.Notices;
using OutreachSilo.People;
using OutreachSilo.People.Accounts.Sessions;
using OutreachSilo.People.Grants;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>All that the API reads and writes. What is read must be exactly what is documented: no unknown, doubled or missing members.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CalendarJson))]
[JsonSerializable(typeof(CalendarAddressJson))]
[JsonSerializable(typeof(HistoryJson))]
[JsonSerializable(typeof(HoldJson))]
[JsonSerializable(typeof(PublishJson))]
[JsonSerializable(typeof(CapacityJson))]
[JsonSerializable(typeof(HostingJson))]
[JsonSerializable(typeof(SignInJson))]
[JsonSerializable(typeof(PlaceJson))]
[JsonSerializable(typeof(AgendaJson))]
[JsonSerializable(typeof(WeekJson))]
[JsonSerializable(typeof(WeekPeopleJson))]
[JsonSerializable(typeof(MeJson))]
[JsonSerializable(typeof(PracticeJson))]
[JsonSerializable(typeof(PracticePageJson))]
[JsonSerializable(typeof(PublishReportJson))]
[JsonSerializable(typeof(BoardJson))]
[JsonSerializable(typeof(SearchJson))]
[JsonSerializable(typeof(PeopleJson))]
[JsonSerializable(typeof(SignInEventsJson))]
[JsonSerializable(typeof(PersonJson))]
[JsonSerializable(typeof(GiveRoleJson))]
[JsonSerializable(typeof(InviteJson))]
[JsonSerializable(typeof(InvitationJson))]
[JsonSerializable(typeof(InvitationsJson))]
[JsonSerializable(typeof(AcceptInvitationJson))]
[JsonSerializable(typeof(MailPageJson))]
[JsonSerializable(typeof(RetryMailJson))]
[JsonSerializable(typeof(MySchemesJson))]
[JsonSerializable(typeof(SchemeJson))]
[JsonSerializable(typeof(AgreementJson))]
[JsonSerializable(typeof(MentorsJson))]
[JsonSerializable(typeof(ChooseJson))]
[JsonSerializable(typeof(MenteeJson))]
[JsonSerializable(typeof(HoursJson))]
[JsonSerializable(typeof(PauseJson))]
[JsonSerializable(typeof(RecordHoursJson))]
[JsonSerializable(typeof(MentorJson))]
[JsonSerializable(typeof(AnsweredJson))]
[JsonSerializable(typeof(SignJson))]
[JsonSerializable(typeof(BookJson))]
[JsonSerializable(typeof(RecordMeetingJson))]
[JsonSerializable(typeof(TickJson))]
[JsonSerializable(typeof(ReportProblemJson))]
[JsonSerializable(typeof(SlotsJson))]
[JsonSerializable(typeof(MeetingJson))]
[JsonSerializable(typeof(RoomJson))]
[JsonSerializable(typeof(PairJson))]
[JsonSerializable(typeof(DefineSchemeJson))]
[JsonSerializable(typeof(SchemeListJson))]
[JsonSerializable(typeof(SchemeBoardJson))]
[JsonSerializable(typeof(EnrolJson))]
[JsonSerializable(typeof(MemberJson))]
[JsonSerializable(typeof(TraineesJson))]
[JsonSerializable(typeof(PublishAgreementJson))]
[JsonSerializable(typeof(MatchPreviewJson))]
[JsonSerializable(typeof(ApplyMatchJson))]
[JsonSerializable(typeof(MatchReportJson))]
[JsonSerializable(typeof(ReportsJson))]
[JsonSerializable(typeof(ProblemJson))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    public const int DepthMax = 16;

    public static void Add(IServiceCollection services)
    {
        services.Configure<JsonOptions>(static options => Configure(options.SerializerOptions));
        // Else a malformed body is answered by a bare 400, which tells nobody what is wrong.
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
    }

    public static void Configure(JsonSerializerOptions json)
    {
        json.TypeInfoResolverChain.Insert(0, Default);
        json.Converters.Add(new InstantConverter());
        json.MaxDepth = DepthMax;
        json.PropertyNameCaseInsensitive = false;
        json.AllowDuplicateProperties = false;
        json.AllowTrailingCommas = false;
        json.ReadCommentHandling = JsonCommentHandling.Disallow;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
    }
}
