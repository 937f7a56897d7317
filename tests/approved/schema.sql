PRAGMA application_id = 1128353097;
PRAGMA user_version = 2;

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE commits (
    n INTEGER PRIMARY KEY,      -- the order in which this laptop came to hold it
    id BLOB NOT NULL UNIQUE,
    feed BLOB NOT NULL,
    stream INTEGER NOT NULL,    -- 0 roster, 1 open, 2 restricted
    seq INTEGER NOT NULL,
    author BLOB NOT NULL,
    batch BLOB,                 -- one import, or one action on many records
    lamport INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    action INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    payload BLOB NOT NULL       -- Zstandard where that is shorter
);

CREATE INDEX commits_of_feed ON commits (feed, seq);

CREATE INDEX commits_of_roster ON commits (n) WHERE stream = 0;

CREATE INDEX commits_of_batch ON commits (batch, n) WHERE batch IS NOT NULL;

CREATE TABLE quarantine (
    id BLOB PRIMARY KEY,
    feed BLOB NOT NULL,
    seq INTEGER NOT NULL,
    reason TEXT NOT NULL,       -- a Problem's code
    received_ms INTEGER NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    payload BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE attachment (
    sha256 BLOB PRIMARY KEY,
    bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    name TEXT NOT NULL,
    width INTEGER,
    height INTEGER,
    taken TEXT,
    facts TEXT,                 -- what else the file says of itself, as JSON
    added_ms INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE handover (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    what TEXT NOT NULL,
    records INTEGER NOT NULL,
    up_to INTEGER NOT NULL      -- the last commit it could hold
);

CREATE TABLE unsent (serial INTEGER PRIMARY KEY, kind TEXT NOT NULL);

CREATE TABLE revision (
    serial INTEGER NOT NULL,
    n INTEGER NOT NULL,
    part INTEGER NOT NULL,
    PRIMARY KEY (serial, n, part)
) WITHOUT ROWID;

CREATE TABLE held (            -- what is held of each feed up to the commit that the note "held" names
    feed BLOB PRIMARY KEY,
    highest INTEGER NOT NULL,
    held INTEGER NOT NULL,
    fingerprint BLOB NOT NULL   -- the XOR of the first 8 bytes of the ids
) WITHOUT ROWID;

CREATE TABLE meeting (
    id BLOB PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    road TEXT NOT NULL,
    place TEXT NOT NULL,        -- the folder or file, as a person calls it
    state TEXT NOT NULL,        -- begun, done, leaving, aside, returning
    facts TEXT NOT NULL         -- whom we met and what came and went, as JSON
) WITHOUT ROWID;

CREATE TABLE came (meeting BLOB NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (meeting, n)) WITHOUT ROWID;

CREATE TABLE aside (           -- commits of meetings that were undone: kept, and folded into nothing
    n INTEGER PRIMARY KEY,      -- its number in the log, which is kept for it
    id BLOB NOT NULL UNIQUE,
    feed BLOB NOT NULL,
    seq INTEGER NOT NULL,
    meeting BLOB NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    payload BLOB NOT NULL
);

CREATE INDEX aside_of_feed ON aside (feed, seq);

CREATE TABLE receipt (         -- the latest signed word of each device on what it holds
    device BLOB PRIMARY KEY,
    at_ms INTEGER NOT NULL,     -- by its clock
    seen_ms INTEGER NOT NULL,   -- by ours
    vector BLOB NOT NULL,
    signed BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE erased (          -- parts whose words are gone for good, and must not come back
    id BLOB NOT NULL,
    part INTEGER NOT NULL,
    PRIMARY KEY (id, part)
) WITHOUT ROWID;

CREATE TABLE record (
    serial INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    heads_open BLOB NOT NULL,   -- ids of commits, 16 bytes each
    heads_restricted BLOB NOT NULL,
    author BLOB NOT NULL,       -- who saved it first
    created_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL,
    batch BLOB,                 -- the import that made it
    last_n INTEGER NOT NULL,
    card INTEGER                -- its line in `card`; NULL for a kind of a newer version
);

CREATE TABLE card (
    card INTEGER PRIMARY KEY,   -- minute of the start << 28 | serial: the order of rows is the order of dates
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    species TEXT,
    count_text TEXT NOT NULL,
    detail TEXT NOT NULL,
    person BLOB,
    place_text TEXT NOT NULL,
    place BLOB,
    latitude REAL,
    longitude REAL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    changed_ms INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    conflicts INTEGER NOT NULL
);

CREATE TABLE unsettled (
    serial INTEGER NOT NULL,
    group_name TEXT NOT NULL,
    stream INTEGER NOT NULL,
    candidates BLOB NOT NULL,
    PRIMARY KEY (serial, group_name, stream)
) WITHOUT ROWID;

CREATE TABLE tally (
    kind TEXT NOT NULL,
    day INTEGER NOT NULL,       -- days since 0001-01-01, that day being 1; 0 for the undated
    deleted INTEGER NOT NULL,
    records INTEGER NOT NULL,
    PRIMARY KEY (kind, day, deleted)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE found USING fts5 (words, columnsize = 0, tokenize = "ascii tokenchars '_'");

CREATE VIRTUAL TABLE box USING rtree (card, west, east, south, north);

CREATE VIRTUAL TABLE found_words USING fts5vocab (found, instance);

CREATE TABLE sighting (
    serial INTEGER NOT NULL, 
    id BLOB NOT NULL, 
    version VARCHAR NOT NULL, 
    typed_by BLOB NOT NULL, 
    created_ms INTEGER NOT NULL, 
    changed_ms INTEGER NOT NULL, 
    deleted INTEGER NOT NULL, 
    extra VARCHAR, 
    record_number VARCHAR, 
    source_file VARCHAR, 
    source_row VARCHAR, 
    as_written VARCHAR, 
    as_written_private VARCHAR, 
    confirmed_findings VARCHAR, 
    event_date VARCHAR, 
    event_time VARCHAR, 
    time_is_about VARCHAR, 
    part_of_day VARCHAR, 
    verbatim_event_date VARCHAR, 
    verbatim_event_time VARCHAR, 
    utc_offset VARCHAR, 
    offset_source VARCHAR, 
    recorded_by BLOB, 
    companions VARCHAR, 
    observer_role VARCHAR, 
    is_told VARCHAR, 
    informant_name VARCHAR, 
    consent_given VARCHAR, 
    verbatim_coordinates VARCHAR, 
    decimal_latitude FLOAT, 
    decimal_longitude FLOAT, 
    verbatim_coordinate_system VARCHAR, 
    coordinate_precision VARCHAR, 
    verbatim_srs VARCHAR, 
    coordinate_operation VARCHAR, 
    reading_uncertainty_in_meters INTEGER, 
    coordinate_uncertainty_in_meters INTEGER, 
    position_of VARCHAR, 
    georeference_source VARCHAR, 
    elevation INTEGER, 
    locality VARCHAR, 
    place BLOB, 
    country_code VARCHAR, 
    state_province VARCHAR, 
    county VARCHAR, 
    village VARCHAR, 
    protected_area VARCHAR, 
    management_zone VARCHAR, 
    corridor VARCHAR, 
    pasture_unit VARCHAR, 
    patrol BLOB, 
    sampling_protocol VARCHAR, 
    waypoint_number VARCHAR, 
    form_number VARCHAR, 
    habitat VARCHAR, 
    landform VARCHAR, 
    weather VARCHAR, 
    snow_depth_cm FLOAT, 
    photos VARCHAR, 
    remarks VARCHAR, 
    record_state VARCHAR, 
    how_known VARCHAR, 
    occurrence VARCHAR, 
    species VARCHAR, 
    vernacular_name VARCHAR, 
    certainty VARCHAR, 
    count VARCHAR, 
    adult_males INTEGER, 
    adult_females INTEGER, 
    young INTEGER, 
    unclassified INTEGER, 
    subadults INTEGER, 
    yearlings INTEGER, 
    horn_class_1 INTEGER, 
    horn_class_2 INTEGER, 
    horn_class_3 INTEGER, 
    horn_class_4 INTEGER, 
    distance_m FLOAT, 
    bearing_deg FLOAT, 
    bearing_north VARCHAR, 
    distance_method VARCHAR, 
    perpendicular_distance_m FLOAT, 
    transect VARCHAR, 
    effort_km FLOAT, 
    sign_type VARCHAR, 
    sign_age VARCHAR, 
    sign_count INTEGER, 
    sign_length_cm FLOAT, 
    sign_width_cm FLOAT, 
    substrate VARCHAR, 
    behaviour VARCHAR, 
    first_reaction VARCHAR, 
    livestock_within_1km VARCHAR, 
    dogs_within_1km VARCHAR, 
    individual VARCHAR, 
    mark_type VARCHAR, 
    origin VARCHAR, 
    sample_number VARCHAR, 
    sample_type VARCHAR, 
    preservative VARCHAR, 
    carcass_condition VARCHAR, 
    cause_of_death VARCHAR, 
    cause_certainty VARCHAR, 
    trophy_missing VARCHAR, 
    days_since_death INTEGER, 
    dead_males INTEGER, 
    dead_females INTEGER, 
    dead_young INTEGER, 
    dead_unclassified INTEGER, 
    mortality_scale VARCHAR, 
    count_method VARCHAR, 
    live_sick_count INTEGER, 
    clinical_signs VARCHAR, 
    affected_area_ha FLOAT, 
    disposal VARCHAR, 
    agency_notified VARCHAR, 
    start_day VARCHAR, 
    end_day VARCHAR, 
    uncertainty_m INTEGER, 
    scientific_name VARCHAR, 
    individual_count INTEGER, 
    count_type VARCHAR, 
    count_least INTEGER, 
    count_most INTEGER, 
    PRIMARY KEY (serial)
);

CREATE TABLE sighting_segment (
    serial INTEGER NOT NULL, 
    record BLOB NOT NULL, 
    line VARCHAR NOT NULL, 
    position INTEGER NOT NULL, 
    extra VARCHAR, 
    segment VARCHAR, 
    result VARCHAR, 
    PRIMARY KEY (serial, line)
)
 WITHOUT ROWID;

CREATE TABLE grazing (
    serial INTEGER NOT NULL, 
    id BLOB NOT NULL, 
    version VARCHAR NOT NULL, 
    typed_by BLOB NOT NULL, 
    created_ms INTEGER NOT NULL, 
    changed_ms INTEGER NOT NULL, 
    deleted INTEGER NOT NULL, 
    extra VARCHAR, 
    record_number VARCHAR, 
    source_file VARCHAR, 
    source_row VARCHAR, 
    as_written VARCHAR, 
    as_written_private VARCHAR, 
    confirmed_findings VARCHAR, 
    event_date VARCHAR, 
    event_time VARCHAR, 
    time_is_about VARCHAR, 
    part_of_day VARCHAR, 
    verbatim_event_date VARCHAR, 
    verbatim_event_time VARCHAR, 
    utc_offset VARCHAR, 
    offset_source VARCHAR, 
    recorded_by BLOB, 
    companions VARCHAR, 
    observer_role VARCHAR, 
    is_told VARCHAR, 
    informant_name VARCHAR, 
    consent_given VARCHAR, 
    verbatim_coordinates VARCHAR, 
    decimal_latitude FLOAT, 
    decimal_longitude FLOAT, 
    verbatim_coordinate_system VARCHAR, 
    coordinate_precision VARCHAR, 
    verbatim_srs VARCHAR, 
    coordinate_operation VARCHAR, 
    reading_uncertainty_in_meters INTEGER, 
    coordinate_uncertainty_in_meters INTEGER, 
    position_of VARCHAR, 
    georeference_source VARCHAR, 
    elevation INTEGER, 
    locality VARCHAR, 
    place BLOB, 
    country_code VARCHAR, 
    state_province VARCHAR, 
    county VARCHAR, 
    village VARCHAR, 
    protected_area VARCHAR, 
    management_zone VARCHAR, 
    corridor VARCHAR, 
    pasture_unit VARCHAR, 
    patrol BLOB, 
    sampling_protocol VARCHAR, 
    waypoint_number VARCHAR, 
    form_number VARCHAR, 
    habitat VARCHAR, 
    landform VARCHAR, 
    weather VARCHAR, 
    snow_depth_cm FLOAT, 
    photos VARCHAR, 
    remarks VARCHAR, 
    record_state VARCHAR, 
    grazing_type VARCHAR, 
    pasture_name VARCHAR, 
    counted VARCHAR, 
    herding VARCHAR, 
    dogs INTEGER, 
    household_code VARCHAR, 
    action_taken VARCHAR, 
    season_pasture VARCHAR, 
    herders_present INTEGER, 
    ownership VARCHAR, 
    herd_origin VARCHAR, 
    households INTEGER, 
    camp_type VARCHAR, 
    arrival_date VARCHAR, 
    departure_date VARCHAR, 
    permit_number VARCHAR, 
    permitted_heads INTEGER, 
    pasture_user_group VARCHAR, 
    tenure VARCHAR, 
    in_protected_area VARCHAR, 
    in_no_grazing_zone VARCHAR, 
    on_migration_route VARCHAR, 
    wildlife_seen VARCHAR, 
    water_type VARCHAR, 
    water_state VARCHAR, 
    water_shared_with_wildlife VARCHAR, 
    pasture_cover_percent INTEGER, 
    bare_ground_percent INTEGER, 
    sward_height_cm FLOAT, 
    dominant_plants VARCHAR, 
    utilisation_percent INTEGER, 
    pasture_condition VARCHAR, 
    start_day VARCHAR, 
    end_day VARCHAR, 
    uncertainty_m INTEGER, 
    PRIMARY KEY (serial)
);

CREATE TABLE grazing_livestock (
    serial INTEGER NOT NULL, 
    record BLOB NOT NULL, 
    line VARCHAR NOT NULL, 
    position INTEGER NOT NULL, 
    extra VARCHAR, 
    animal VARCHAR, 
    animal_as_said VARCHAR, 
    number INTEGER, 
    young INTEGER, 
    PRIMARY KEY (serial, line)
)
 WITHOUT ROWID;

CREATE TABLE grazing_dogs (
    serial INTEGER NOT NULL, 
    record BLOB NOT NULL, 
    line VARCHAR NOT NULL, 
    position INTEGER NOT NULL, 
    extra VARCHAR, 
    role VARCHAR, 
    number INTEGER, 
    rabies VARCHAR, 
    distemper VARCHAR, 
    vaccination_date VARCHAR, 
    tied_at_night VARCHAR, 
    chases_wildlife VARCHAR, 
    PRIMARY KEY (serial, line)
)
 WITHOUT ROWID;

CREATE TABLE grazing_vaccination (
    serial INTEGER NOT NULL, 
    record BLOB NOT NULL, 
    line VARCHAR NOT NULL, 
    position INTEGER NOT NULL, 
    extra VARCHAR, 
    disease VARCHAR, 
    number INTEGER, 
    date VARCHAR, 
    given_by VARCHAR, 
    PRIMARY KEY (serial, line)
)
 WITHOUT ROWID;

CREATE TABLE grazing_winter_loss (
    serial INTEGER NOT NULL, 
    record BLOB NOT NULL, 
    line VARCHAR NOT NULL, 
    position INTEGER NOT NULL, 
    extra VARCHAR, 
    cause VARCHAR, 
    animal VARCHAR, 
    number INTEGER, 
    PRIMARY KEY (serial, line)
)
 WITHOUT ROWID;

CREATE TABLE "conflict" (
    serial INTEGER NOT NULL, 
    id BLOB NOT NULL, 
    version VARCHAR NOT NULL, 
    typed_by BLOB NOT NULL, 
    created_ms INTEGER NOT NULL, 
    changed_ms INTEGER NOT NULL, 
    deleted INTEGER NOT NULL, 
    extra VARCHAR, 
    record_number VARCHAR, 
    source_file VARCHAR, 
    source_row VARCHAR, 
    as_written VARCHAR, 
    as_written_private VARCHAR, 
    confirmed_findings VARCHAR, 
    event_date VARCHAR, 
    event_time VARCHAR, 
    time_is_about VARCHAR, 
    part_of_day VARCHAR, 
    verbatim_event_date VARCHAR, 
    verbatim_event_time VARCHAR, 
    utc_offset VARCHAR, 
    offset_source VARCHAR, 
    recorded_by BLOB, 
    companions VARCHAR, 
    observer_role VARCHAR, 
    is_told VARCHAR, 
    informant_name VARCHAR, 
    consent_given VARCHAR, 
    verbatim_coordinates VARCHAR, 
    decimal_latitude FLOAT, 
    decimal_longitude FLOAT, 
    verbatim_coordinate_system VARCHAR, 
    coordinate_precision VARCHAR, 
    verbatim_srs VARCHAR, 
    coordinate_operation VARCHAR, 
    reading_uncertainty_in_meters INTEGER, 
    coordinate_uncertainty_in_meters INTEGER, 
    position_of VARCHAR, 
    georeference_source VARCHAR, 
    elevation INTEGER, 
    locality VARCHAR, 
    place BLOB, 
    country_code VARCHAR, 
    state_province VARCHAR, 
    county VARCHAR, 
    village VARCHAR, 
    protected_area VARCHAR, 
    management_zone VARCHAR, 
    corridor VARCHAR, 
    pasture_unit VARCHAR, 
    patrol BLOB, 
    sampling_protocol VARCHAR, 
    waypoint_number VARCHAR, 
    form_number VARCHAR, 
    habitat VARCHAR, 
    landform VARCHAR, 
    weather VARCHAR, 
    snow_depth_cm FLOAT, 
    photos VARCHAR, 
    remarks VARCHAR, 
    record_state VARCHAR, 
    conflict_type VARCHAR, 
    reported_date VARCHAR, 
    household_code VARCHAR, 
    owner_name VARCHAR, 
    owner_phone VARCHAR, 
    species VARCHAR, 
    vernacular_name VARCHAR, 
    certainty VARCHAR, 
    evidence VARCHAR, 
    attack_place VARCHAR, 
    found_date VARCHAR, 
    found_time VARCHAR, 
    finding VARCHAR, 
    finding_certainty VARCHAR, 
    predator_number INTEGER, 
    herd_size_at_risk INTEGER, 
    corral_type VARCHAR, 
    corral_wall_height_cm INTEGER, 
    corral_roof VARCHAR, 
    corral_door_closed VARCHAR, 
    corral_predator_proof VARCHAR, 
    guarding_at_attack VARCHAR, 
    prevention_before VARCHAR, 
    prevention_after VARCHAR, 
    response_taken VARCHAR, 
    distance_to_camp_m INTEGER, 
    visited_by BLOB, 
    visit_date VARCHAR, 
    claim_made VARCHAR, 
    claim_scheme VARCHAR, 
    claim_number VARCHAR, 
    claim_date VARCHAR, 
    claimant_name VARCHAR, 
    claim_amount FLOAT, 
    claim_currency VARCHAR, 
    claim_decision VARCHAR, 
    claim_paid FLOAT, 
    paid_date VARCHAR, 
    crop VARCHAR, 
    crop_area_ha FLOAT, 
    crop_loss_percent INTEGER, 
    property_damaged VARCHAR, 
    start_day VARCHAR, 
    end_day VARCHAR, 
    uncertainty_m INTEGER, 
    PRIMARY KEY (serial)
);

CREATE TABLE conflict_loss (
    serial INTEGER NOT NULL, 
    record BLOB NOT NULL, 
    line VARCHAR NOT NULL, 
    position INTEGER NOT NULL, 
    extra VARCHAR, 
    animal VARCHAR, 
    animal_as_said VARCHAR, 
    killed INTEGER, 
    injured INTEGER, 
    missing INTEGER, 
    died_later INTEGER, 
    eaten_percent INTEGER, 
    unit_value FLOAT, 
    insured VARCHAR, 
    ear_tag VARCHAR, 
    PRIMARY KEY (serial, line)
)
 WITHOUT ROWID;

CREATE TABLE conflict_victim (
    serial INTEGER NOT NULL, 
    record BLOB NOT NULL, 
    line VARCHAR NOT NULL, 
    position INTEGER NOT NULL, 
    extra VARCHAR, 
    age_group VARCHAR, 
    sex VARCHAR, 
    injury VARCHAR, 
    activity VARCHAR, 
    treated_at VARCHAR, 
    PRIMARY KEY (serial, line)
)
 WITHOUT ROWID;

CREATE TABLE patrol (
    serial INTEGER NOT NULL, 
    id BLOB NOT NULL, 
    version VARCHAR NOT NULL, 
    typed_by BLOB NOT NULL, 
    created_ms INTEGER NOT NULL, 
    changed_ms INTEGER NOT NULL, 
    deleted INTEGER NOT NULL, 
    extra VARCHAR, 
    record_number VARCHAR, 
    source_file VARCHAR, 
    source_row VARCHAR, 
    as_written VARCHAR, 
    as_written_private VARCHAR, 
    confirmed_findings VARCHAR, 
    name VARCHAR, 
    start_date VARCHAR, 
    start_time VARCHAR, 
    end_date VARCHAR, 
    end_time VARCHAR, 
    leader BLOB, 
    members VARCHAR, 
    transport VARCHAR, 
    distance_km FLOAT, 
    purpose VARCHAR, 
    locality VARCHAR, 
    photos VARCHAR, 
    remarks VARCHAR, 
    PRIMARY KEY (serial)
);

CREATE TABLE person (
    serial INTEGER NOT NULL, 
    id BLOB NOT NULL, 
    version VARCHAR NOT NULL, 
    typed_by BLOB NOT NULL, 
    created_ms INTEGER NOT NULL, 
    changed_ms INTEGER NOT NULL, 
    deleted INTEGER NOT NULL, 
    extra VARCHAR, 
    record_number VARCHAR, 
    source_file VARCHAR, 
    source_row VARCHAR, 
    as_written VARCHAR, 
    as_written_private VARCHAR, 
    confirmed_findings VARCHAR, 
    code VARCHAR, 
    role VARCHAR, 
    observer_role VARCHAR, 
    name VARCHAR, 
    phone VARCHAR, 
    is_away VARCHAR, 
    PRIMARY KEY (serial)
);

CREATE TABLE place (
    serial INTEGER NOT NULL, 
    id BLOB NOT NULL, 
    version VARCHAR NOT NULL, 
    typed_by BLOB NOT NULL, 
    created_ms INTEGER NOT NULL, 
    changed_ms INTEGER NOT NULL, 
    deleted INTEGER NOT NULL, 
    extra VARCHAR, 
    record_number VARCHAR, 
    source_file VARCHAR, 
    source_row VARCHAR, 
    as_written VARCHAR, 
    as_written_private VARCHAR, 
    confirmed_findings VARCHAR, 
    name VARCHAR, 
    other_names VARCHAR, 
    place_kind VARCHAR, 
    verbatim_coordinates VARCHAR, 
    decimal_latitude FLOAT, 
    decimal_longitude FLOAT, 
    verbatim_coordinate_system VARCHAR, 
    coordinate_precision VARCHAR, 
    verbatim_srs VARCHAR, 
    coordinate_operation VARCHAR, 
    reading_uncertainty_in_meters INTEGER, 
    remarks VARCHAR, 
    PRIMARY KEY (serial)
);

CREATE TABLE own_species (
    serial INTEGER NOT NULL, 
    id BLOB NOT NULL, 
    version VARCHAR NOT NULL, 
    typed_by BLOB NOT NULL, 
    created_ms INTEGER NOT NULL, 
    changed_ms INTEGER NOT NULL, 
    deleted INTEGER NOT NULL, 
    extra VARCHAR, 
    record_number VARCHAR, 
    source_file VARCHAR, 
    source_row VARCHAR, 
    as_written VARCHAR, 
    as_written_private VARCHAR, 
    confirmed_findings VARCHAR, 
    name VARCHAR, 
    other_names VARCHAR, 
    latin_name VARCHAR, 
    sensitivity VARCHAR, 
    PRIMARY KEY (serial)
);

CREATE TABLE own_term (
    serial INTEGER NOT NULL, 
    id BLOB NOT NULL, 
    version VARCHAR NOT NULL, 
    typed_by BLOB NOT NULL, 
    created_ms INTEGER NOT NULL, 
    changed_ms INTEGER NOT NULL, 
    deleted INTEGER NOT NULL, 
    extra VARCHAR, 
    record_number VARCHAR, 
    source_file VARCHAR, 
    source_row VARCHAR, 
    as_written VARCHAR, 
    as_written_private VARCHAR, 
    confirmed_findings VARCHAR, 
    vocabulary VARCHAR, 
    label VARCHAR, 
    PRIMARY KEY (serial)
);

CREATE TABLE clock_correction (
    serial INTEGER NOT NULL, 
    id BLOB NOT NULL, 
    version VARCHAR NOT NULL, 
    typed_by BLOB NOT NULL, 
    created_ms INTEGER NOT NULL, 
    changed_ms INTEGER NOT NULL, 
    deleted INTEGER NOT NULL, 
    extra VARCHAR, 
    record_number VARCHAR, 
    source_file VARCHAR, 
    source_row VARCHAR, 
    as_written VARCHAR, 
    as_written_private VARCHAR, 
    confirmed_findings VARCHAR, 
    feed VARCHAR, 
    from_seq INTEGER, 
    to_seq INTEGER, 
    offset_ms INTEGER, 
    reason VARCHAR, 
    dates_stay VARCHAR, 
    PRIMARY KEY (serial)
);

CREATE TABLE track (
    serial INTEGER NOT NULL, 
    id BLOB NOT NULL, 
    version VARCHAR NOT NULL, 
    typed_by BLOB NOT NULL, 
    created_ms INTEGER NOT NULL, 
    changed_ms INTEGER NOT NULL, 
    deleted INTEGER NOT NULL, 
    extra VARCHAR, 
    record_number VARCHAR, 
    source_file VARCHAR, 
    source_row VARCHAR, 
    as_written VARCHAR, 
    as_written_private VARCHAR, 
    confirmed_findings VARCHAR, 
    name VARCHAR, 
    start_date VARCHAR, 
    start_time VARCHAR, 
    end_date VARCHAR, 
    end_time VARCHAR, 
    utc_offset VARCHAR, 
    recorded_by BLOB, 
    patrol BLOB, 
    points VARCHAR, 
    remarks VARCHAR, 
    length_m INTEGER, 
    footprint_wkt VARCHAR, 
    PRIMARY KEY (serial)
);

CREATE TABLE area (
    serial INTEGER NOT NULL, 
    id BLOB NOT NULL, 
    version VARCHAR NOT NULL, 
    typed_by BLOB NOT NULL, 
    created_ms INTEGER NOT NULL, 
    changed_ms INTEGER NOT NULL, 
    deleted INTEGER NOT NULL, 
    extra VARCHAR, 
    record_number VARCHAR, 
    source_file VARCHAR, 
    source_row VARCHAR, 
    as_written VARCHAR, 
    as_written_private VARCHAR, 
    confirmed_findings VARCHAR, 
    name VARCHAR, 
    other_names VARCHAR, 
    area_kind VARCHAR, 
    shape VARCHAR, 
    valid_from VARCHAR, 
    valid_to VARCHAR, 
    remarks VARCHAR, 
    extent VARCHAR, 
    area_ha INTEGER, 
    length_m INTEGER, 
    PRIMARY KEY (serial)
);
